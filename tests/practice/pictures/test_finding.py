"""The label a picture brings along, in every place where tools are known to write it."""

import json
from xml.etree import ElementTree

import pytest
from PIL import ExifTags, Image
from PIL.PngImagePlugin import PngInfo

from practice import pictures
from practice.pictures import finding
from practice.pictures.label import COMPOSITE, FIELDS, NAMESPACE, TRAINED, Label
from tests.practice.pictures import drawn

TOLD = {
    "Label": "1",
    "ContentProducer": "某某公司",
    "ProduceID": "A-1",
    "ReservedCode1": "",
    "ContentPropagator": "某某平台",
    "PropagateID": "B-2",
    "ReservedCode2": "",
}
JSON = json.dumps(TOLD, ensure_ascii=False)
ESCAPED = JSON.replace('"', "&quot;")
FRAME = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:TC260="{namespace}" {attributes}>{inside}</rdf:Description>'
    "</rdf:RDF></x:xmpmeta>"
)


def xmp(inside: str = "", attributes: str = "") -> bytes:
    return FRAME.format(namespace=NAMESPACE, inside=inside, attributes=attributes).encode()


def with_text(name: str, text: str, *, is_international: bool = False) -> bytes:
    told = PngInfo()
    (told.add_itxt if is_international else told.add_text)(name, text)
    return drawn.picture(pnginfo=told)


def with_exif(tag: int, value: object, file_format: str = "JPEG") -> bytes:
    exif = Image.Exif()
    if tag == ExifTags.Base.UserComment:
        exif.get_ifd(ExifTags.IFD.Exif)[tag] = value
    else:
        exif[tag] = value
    return drawn.picture(file_format, exif=exif)


COMMENT = ExifTags.Base.UserComment
WRAPPED = json.dumps({"AIGC": TOLD}, ensure_ascii=False)
PLACES = {
    "XMP element": drawn.picture("JPEG", xmp=xmp(f"<TC260:AIGC>{ESCAPED}</TC260:AIGC>")),
    "XMP element, raw quotes": drawn.picture("JPEG", xmp=xmp(f"<TC260:AIGC>{JSON}</TC260:AIGC>")),
    "XMP attribute": drawn.picture("JPEG", xmp=xmp(attributes=f'TC260:AIGC="{ESCAPED}"')),
    "XMP attribute, broken quotes": drawn.picture("JPEG", xmp=xmp(attributes=f'TC260:AIGC="{JSON}"')),
    "XMP in WebP": drawn.picture("WEBP", xmp=xmp(f"<TC260:AIGC>{ESCAPED}</TC260:AIGC>")),
    "XMP in PNG": with_text(
        "XML:com.adobe.xmp", xmp(f"<TC260:AIGC>{ESCAPED}</TC260:AIGC>").decode(), is_international=True
    ),
    "PNG chunk": with_text("AIGC", JSON, is_international=True),
    "PNG chunk, wrapped": with_text("AIGC", WRAPPED, is_international=True),
    "UserComment with its code": with_exif(COMMENT, b"ASCII\0\0\0" + WRAPPED.encode()),
    "UserComment in UTF-16": with_exif(COMMENT, b"UNICODE\0" + WRAPPED.encode("utf-16")),
    "UserComment, little end first": with_exif(COMMENT, b"UNICODE\0" + WRAPPED.encode("utf-16-le")),
    "UserComment, big end first": with_exif(COMMENT, b"UNICODE\0" + WRAPPED.encode("utf-16-be")),
    "UserComment without a code": with_exif(COMMENT, WRAPPED.encode()),
    "UserComment of a WebP": with_exif(COMMENT, b"ASCII\0\0\0" + WRAPPED.encode(), "WEBP"),
    "ImageDescription": with_exif(ExifTags.Base.ImageDescription, json.dumps({"AIGC": TOLD})),
    "JPEG comment": drawn.picture("JPEG", comment=WRAPPED.encode()),
    "JPEG comment, glued": drawn.picture("JPEG", comment=f"AIGC{JSON}".encode()),
}


@pytest.mark.parametrize("place", PLACES)
class TestALabel:
    def test_is_found_wherever_it_stands(self, place):
        label = pictures.take_in(PLACES[place]).label
        assert label is not None and label.fields == TOLD

    def test_goes_on_through_packing_anew(self, place):
        once = pictures.take_in(PLACES[place])
        assert pictures.take_in(once.data).label == once.label
        assert pictures.take_in(once.data).data is not None

    def test_goes_along_with_the_small_one(self, place):
        small = pictures.take_in(PLACES[place]).thumbnail
        assert json.loads(_field(small)) == TOLD


def _field(data: bytes) -> str:
    tree = ElementTree.fromstring(drawn.opened(data).info["xmp"])
    found = [node.text for node in tree.iter(f"{{{NAMESPACE}}}AIGC")]
    assert len(found) == 1
    return found[0] or ""


@pytest.mark.parametrize("value", ["1", "2", "3", 1, 2])
def test_its_value_may_be_any_of_three(value):
    label = pictures.take_in(with_text("AIGC", json.dumps({"Label": value}))).label
    assert label and label.value == str(value) and set(label.fields) == set(FIELDS)


def test_only_what_is_surely_generated_gets_the_iptcs_word():
    sources = [pictures.take_in(with_text("AIGC", json.dumps({"Label": value}))).label.source for value in "123"]
    assert sources == [TRAINED, "", ""]


@pytest.mark.parametrize("source", [TRAINED, COMPOSITE])
def test_the_iptcs_word_alone_is_a_label_too_and_names_us_as_no_maker(source):
    attribute = (
        f'xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" Iptc4xmpExt:DigitalSourceType="{source}"'
    )
    label = pictures.take_in(drawn.picture("JPEG", xmp=xmp(attributes=attribute)), propagator="learn.example").label
    assert label and label.source == source and label.value == "1"
    assert (label.fields["ContentProducer"], label.fields["ContentPropagator"]) == ("", "learn.example")


def test_a_signature_that_says_generated_counts():
    """C2PA stands in a chunk of its own and cannot survive packing anew; what it says does."""
    plain = drawn.picture("PNG")
    end = plain.rindex(b"IEND") - 4
    manifest = b"jumb...digitalSourceType" + TRAINED.encode()
    signed = plain[:end] + len(manifest).to_bytes(4, "big") + b"caBX" + manifest + b"\0\0\0\0" + plain[end:]
    label = pictures.take_in(signed).label
    assert label and (label.value, label.source) == ("1", TRAINED)


@pytest.mark.parametrize(
    "data",
    [
        drawn.picture("PNG"),
        drawn.picture("JPEG", comment="AIGC 学院第三课的作业".encode()),
        drawn.picture("JPEG", comment=b'AIGC {"Label": "9"}'),
        drawn.picture("JPEG", comment=b'AIGC {"Label": '),
        drawn.picture("JPEG", comment=b"AIGC " + b'{"a":' * 5000),
        drawn.picture("JPEG", comment=b'{"Label": "1"}'),
        with_text("AIGC", "[1, 2]"),
        with_text("AIGC", '{"Label": null}'),
        drawn.picture("JPEG", xmp=xmp(attributes='d="http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"')),
        drawn.picture("JPEG", xmp=xmp(attributes=f'd="{TRAINED}OrNot"')),
    ],
    ids=range(10),
)
def test_a_picture_that_says_nothing_is_not_labelled(data):
    taken = pictures.take_in(data)
    assert taken.label is None
    assert all(b"AIGC" not in made and b"xmpmeta" not in made for made in (taken.data, taken.thumbnail))


def test_what_neither_xml_nor_a_database_keeps_is_left_out():
    told = TOLD | {"ContentProducer": 'a\u0000b\ud800c<&">]]>', "ProduceID": "x" * 5000}
    taken = pictures.take_in(with_text("AIGC", json.dumps(told)))
    assert taken.label and taken.label.fields["ContentProducer"] == 'abc<&">]]>'
    assert len(taken.label.fields["ProduceID"]) == 1000
    assert json.loads(_field(taken.data)) == taken.label.fields


def test_fields_of_other_makers_stay_but_not_without_end():
    told = {"Label": "1", "ServiceProvider": "某某云"} | {f"x{n}": "y" for n in range(500)}
    label = pictures.take_in(with_text("AIGC", json.dumps(told))).label
    assert label and label.fields["ServiceProvider"] == "某某云" and len(label.fields) == 16


def test_a_label_comes_back_from_its_json():
    label = Label.of_generated(producer="p", number="n")
    assert Label.from_json(label.as_json()) == label and Label.from_json({}) is None


def test_a_label_of_the_service_stays_and_we_pass_it_on():
    """Nobody may change what another has written; the standard has a place for the second in the chain."""
    made = pictures.label(
        with_text("AIGC", json.dumps({"Label": "1", "ContentProducer": "云"})), producer="我", number="7"
    )
    assert made.label and made.label.fields["ContentProducer"] == "云"
    assert (made.label.fields["ContentPropagator"], made.label.fields["PropagateID"]) == ("我", "7")


@pytest.mark.parametrize("nested", ['{"AIGC":', '{"AIGC":[', '{"AIGC":{}}'])
def test_a_text_full_of_labels_within_labels_is_not_read_from_each_of_them(nested, monkeypatch):
    """It packs into a kilobyte; read from everywhere it would keep a processor busy for minutes."""
    places: list[int] = []
    monkeypatch.setattr(finding, "_fields_at", lambda text, start: places.append(start))
    told = PngInfo()
    told.add_text("AIGC", nested * 50_000, zip=True)
    assert pictures.take_in(drawn.picture(pnginfo=told)).label is None
    assert len(places) == finding.MOST_PLACES


def test_no_more_of_a_label_is_decoded_than_a_label_has(monkeypatch):
    lengths: list[int] = []

    class Decoder:
        def raw_decode(self, text):
            lengths.append(len(text))
            raise ValueError

    monkeypatch.setattr(finding, "_DECODER", Decoder())
    pictures.take_in(with_text("AIGC", json.dumps({"Label": "1", "x": "y" * 500_000})))
    assert lengths == [finding.LONGEST_LABEL]
