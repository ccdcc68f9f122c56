"""What goes in and what comes out, for pictures of every size and kind. What stands in a file is read by others."""

import json
from itertools import groupby
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ExifTags, Image, ImageChops, ImageDraw, ImageStat

from practice import pictures
from practice.pictures import small
from practice.pictures.label import FIELDS, NAMESPACE, TRAINED
from tests.practice.pictures import drawn

IPTC = "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}DigitalSourceType"
FORMATS = ["PNG", "JPEG", "WEBP"]
SIDES = st.integers(64, 4096)


@st.composite
def sizes(draw):
    """Both sides from 64 to 4096, but no more pixels than a test has time for."""
    width = draw(SIDES)
    return width, draw(st.integers(64, max(64, min(4096, 1_500_000 // width))))


def labelled(data: bytes) -> pictures.Picture:
    return pictures.label(data, producer="learn.example", number="n-1")


def fields_in(data: bytes) -> list[dict]:
    packet = drawn.opened(data).info.get("xmp")
    tree = ElementTree.fromstring(packet) if packet else ElementTree.Element("none")
    return [json.loads(node.text) for node in tree.iter(f"{{{NAMESPACE}}}AIGC")]


def sources_in(data: bytes) -> list[str]:
    return [node.text for node in ElementTree.fromstring(drawn.opened(data).info["xmp"]).iter(IPTC)]


def letters(data: bytes) -> list[int]:
    """The heights of what is bright in a picture that was black: A, I, 生 and 成 (some may touch)."""
    bright = drawn.opened(data).convert("L").point(lambda value: 255 if value > 180 else 0)
    box = bright.getbbox()
    assert box
    word = bright.crop(box)
    columns = [any(word.getpixel((x, y)) for y in range(word.height)) for x in range(word.width)]
    heights, x = [], 0
    for is_ink, run in groupby(columns):
        width = len(list(run))
        if is_ink:
            top, bottom = word.crop((x, 0, x + width, word.height)).getbbox()[1::2]
            heights.append(bottom - top)
        x += width
    return heights


class TestAGeneratedPicture:
    @settings(max_examples=20, deadline=None)
    @given(size=sizes(), file_format=st.sampled_from(FORMATS), mode=st.sampled_from(["RGB", "L"]))
    def test_carries_words_of_five_per_cent_and_one_field_in_every_size(self, size, file_format, mode):
        made = labelled(drawn.packed(Image.new(mode, size), file_format))
        assert (made.width, made.height) == size
        for data in (made.data, made.thumbnail):
            shorter = min(drawn.opened(data).size)
            assert min(letters(data)) >= shorter * 0.05
            assert [told["Label"] for told in fields_in(data)] == ["1"]
            assert data.count(b"TC260:AIGC>") == 2  # as it opens and as it closes

    @pytest.mark.parametrize("size", [(4096, 4096), (64, 4096), (4096, 64), (64, 64), (65, 67), (1024, 1536)])
    def test_holds_the_words_at_the_edges_of_what_is_taken(self, size):
        made = labelled(drawn.packed(Image.new("RGB", size)))
        for data in (made.data, made.thumbnail):
            assert min(letters(data)) >= min(drawn.opened(data).size) * 0.05

    @pytest.mark.parametrize("size", [(4096, 64), (64, 64), (512, 512), (2000, 300)])
    def test_has_words_high_enough_to_be_read_in_its_small_copy(self, size):
        assert max(letters(labelled(drawn.packed(Image.new("RGB", size))).thumbnail)) >= 12

    @pytest.mark.parametrize("ground", ["white", "black", "#808080", "#f2bc35", "#c5341a", "busy", "words"])
    def test_can_be_read_on_any_ground(self, ground):
        """What surrounds the letters is dark and the letters are bright, whatever was there: 4.5 to 1."""
        shown = Image.new("RGB", (800, 600), ground if ground not in {"busy", "words"} else "white")
        if ground == "busy":
            shown = Image.effect_noise((800, 600), 150).convert("RGB")
        if ground == "words":
            for y in range(0, 600, 12):
                ImageDraw.Draw(shown).text((0, y), "AI AI AI AI AI " * 12, fill="black")
        made = drawn.opened(labelled(drawn.packed(shown)).data).convert("RGB")
        plate = made.crop(_plate_of(shown.size))
        bright = sum(1 for pixel in plate.get_flattened_data() if min(pixel) > 240)
        dark = [pixel for pixel in plate.get_flattened_data() if max(pixel) < 115]
        assert bright / (plate.width * plate.height) > 0.08
        assert len(dark) / (plate.width * plate.height) > 0.4
        assert all((1.05) / (_light(pixel) + 0.05) >= 4.5 for pixel in dark)

    @pytest.mark.parametrize("file_format", FORMATS)
    def test_says_so_in_the_words_of_both_standards(self, file_format):
        made = labelled(drawn.picture(file_format))
        for data in (made.data, made.thumbnail):
            assert fields_in(data) == [
                dict.fromkeys(FIELDS, "") | {"Label": "1", "ContentProducer": "learn.example", "ProduceID": "n-1"}
            ]
            assert sources_in(data) == [TRAINED]

    def test_keeps_its_format_and_all_but_one_corner(self):
        for file_format in FORMATS:
            made = labelled(drawn.picture(file_format))
            assert made.media_type == f"image/{file_format.lower()}"
        plain, made = drawn.image(), drawn.opened(labelled(drawn.picture()).data)
        changed = ImageChops.difference(plain, made.convert("RGB")).getbbox()
        assert changed[0] > 160 and changed[1] > 180

    def test_with_holes_keeps_them(self):
        clear = Image.new("RGBA", (300, 300), (0, 0, 0, 0))
        made = drawn.opened(labelled(drawn.packed(clear)).data)
        assert made.getpixel((5, 5))[3] == 0 and made.convert("RGBA").getbbox()[0] > 100

    def test_brought_back_as_an_upload_keeps_both_labels(self):
        made = labelled(drawn.packed(Image.new("RGB", (900, 700))))
        back = pictures.take_in(made.data)
        for data in (back.data, back.thumbnail):
            assert fields_in(data) == fields_in(made.data)
            assert min(letters(data)) >= min(drawn.opened(data).size) * 0.05


def _plate_of(size: tuple[int, int]) -> tuple[int, int, int, int]:
    """Where the words of a picture of this size stand, seen on black where nothing else is."""
    made = drawn.opened(labelled(drawn.packed(Image.new("RGB", size, "white"))).data).convert("L")
    left, top, right, bottom = ImageChops.invert(made).getbbox()
    inset = (bottom - top) // 5  # its corners are round
    return left + inset, top + inset, right - inset, bottom - inset


def _light(pixel: tuple[int, int, int]) -> float:
    parts = [part / 255 for part in pixel]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def revealing(file_format: str, *, size=drawn.SIZE) -> bytes:
    """A photo that tells where it was taken, with what, and what its owner wrote."""
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Secretphone"
    exif[ExifTags.Base.Orientation] = 6
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (31.0, 14.0, 0.0)
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.UserComment] = b"ASCII\0\0\0Secretdiary"
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><d GPSLatitude="31,14N">Secretxmp</d></x:xmpmeta>'
    told = {"exif": exif, "xmp": xmp} if file_format != "PNG" else {"exif": exif}
    if file_format == "JPEG":
        told["comment"] = b"Secretcomment"
    return drawn.packed(drawn.image(size), file_format, **told) + b"<script>Secretend</script>"


class TestAnUpload:
    @pytest.mark.parametrize("file_format", FORMATS)
    def test_tells_nothing_of_place_device_or_owner(self, file_format):
        sent = revealing(file_format)
        assert b"Secret" in sent
        taken = pictures.take_in(sent)
        for data in (taken.data, taken.thumbnail):
            shown = drawn.opened(data)
            assert b"Secret" not in data and b"Exif" not in data and b"<script" not in data
            assert not shown.getexif() and not {"xmp", "comment", "icc_profile", "exif"} & set(shown.info)

    @settings(max_examples=25, deadline=None)
    @given(
        size=sizes(),
        file_format=st.sampled_from(FORMATS),
        mode=st.sampled_from(["RGB", "L", "RGBA", "LA", "P", "1", "CMYK", "I;16"]),
    )
    def test_of_any_kind_comes_out_as_it_was_and_unlabelled(self, size, file_format, mode):
        shown = drawn.image(size) if mode == "I;16" else drawn.image(size, mode)
        if mode == "I;16":
            shown, file_format = shown.convert("L").convert("I").point(lambda value: value * 257).convert("I;16"), "PNG"
        if mode == "CMYK":
            file_format = "JPEG"
        elif file_format == "JPEG" and mode not in {"L", "RGB"}:
            shown = shown.convert("RGB")
        taken = pictures.take_in(drawn.packed(shown, file_format))
        assert (taken.width, taken.height) == size and taken.label is None
        assert max(drawn.opened(taken.thumbnail).size) <= small.FRAME
        for data in (taken.data, taken.thumbnail):
            assert fields_in(data) == [] and b"AIGC" not in data

    @pytest.mark.parametrize("mode", ["RGB", "L", "RGBA", "P", "1"])
    def test_without_loss_is_the_same_to_the_last_byte_when_taken_again(self, mode):
        once = pictures.take_in(drawn.picture(mode=mode))
        assert pictures.take_in(once.data) == once

    @pytest.mark.parametrize("file_format", ["JPEG", "WEBP"])
    def test_with_loss_hardly_changes_however_often_it_is_taken(self, file_format):
        photo = Image.merge("RGB", [Image.effect_noise((40, 30), sigma).resize((400, 300)) for sigma in (20, 30, 40)])
        first = drawn.packed(photo, file_format, quality=80)
        taken = first
        for _round in range(5):
            taken = pictures.take_in(taken).data
        change = ImageChops.difference(drawn.opened(first).convert("RGB"), drawn.opened(taken).convert("RGB"))
        assert max(ImageStat.Stat(change).mean) < 5  # of 255; WebP keeps colours at half the size

    def test_a_jpeg_stays_about_as_heavy_as_it_was(self):
        photo = Image.effect_noise((1200, 900), 40).convert("RGB")
        for quality in (40, 90):
            sent = drawn.packed(photo, "JPEG", quality=quality)
            assert len(pictures.take_in(sent).data) < len(sent) * 1.1

    @pytest.mark.parametrize("size", [(5000, 64), (64, 5000), (512, 512), (513, 100)])
    def test_has_a_small_copy_within_its_frame_and_never_a_thread(self, size):
        shown = drawn.opened(pictures.take_in(drawn.picture(size=size)).thumbnail)
        assert shown.format == "WEBP" and max(shown.size) <= 512 and min(shown.size) >= 64


class TestTablesOfAStranger:
    """How a JPEG was packed comes out of the file, so it may be anything."""

    @pytest.mark.parametrize("mode", ["RGB", "CMYK"])
    def test_a_finely_packed_picture_of_noise_is_taken_in(self, mode):
        noise = Image.merge(mode, [Image.effect_noise((600, 600), 200) for _band in mode])
        taken = pictures.take_in(drawn.packed(noise, "JPEG", quality=100, subsampling=0))
        assert drawn.opened(taken.data).size == (600, 600)

    def test_tables_with_numbers_of_their_own_are_not_used_again(self):
        taken = pictures.take_in(_with_tables_2_and_3(drawn.picture("JPEG")))
        assert drawn.opened(taken.data).size == drawn.SIZE


def _with_tables_2_and_3(data: bytes) -> bytes:
    """The tables 0 and 1 under other numbers: nobody writes that, everybody reads it."""
    changed, place = bytearray(data), 2
    while changed[place + 1] != 0xDA:  # the picture itself
        length = int.from_bytes(changed[place + 2 : place + 4])
        if changed[place + 1] == 0xDB:
            for table in range(place + 4, place + 2 + length, 65):
                changed[table] += 2
        if changed[place + 1] == 0xC0:
            for component in range(changed[place + 9]):
                changed[place + 12 + 3 * component] += 2
        place += 2 + length
    return bytes(changed)
