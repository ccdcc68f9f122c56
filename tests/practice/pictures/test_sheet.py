import json
from xml.etree import ElementTree

import pytest
from PIL import Image

from practice import pictures
from practice.pictures.label import COMPOSITE, NAMESPACE
from tests.practice.pictures import drawn


def cell(value: str = "", *, size=(300, 200), caption="1. 水彩") -> pictures.Cell:
    label = pictures.Label({"Label": value, "ContentProducer": "云"}) if value else None
    return pictures.Cell(pictures.take_in(drawn.picture(size=size)).thumbnail, caption, label)


def sheet(*cells: pictures.Cell, common="一架手风琴") -> bytes:
    return pictures.contact_sheet(cells, title="课 · 练习", common=common, producer="learn.example", number="s-1")


def label_in(data: bytes) -> list[dict]:
    packet = drawn.opened(data).info.get("xmp")
    tree = ElementTree.fromstring(packet) if packet else ElementTree.Element("none")
    return [json.loads(node.text) for node in tree.iter(f"{{{NAMESPACE}}}AIGC")]


@pytest.mark.parametrize("count, columns", [(2, 2), (4, 2), (5, 3), (9, 3), (10, 4), (60, 4)])
def test_pictures_stand_in_rows_of_two_to_four(count, columns):
    shown = drawn.opened(sheet(*[cell()] * count))
    assert shown.format == "JPEG" and shown.width == columns * 444 + 24


@pytest.mark.parametrize("values, told", [(["1", ""], "1"), (["", "3", "2"], "2"), (["3"], "3"), (["3", "1"], "1")])
def test_it_says_the_surest_of_what_one_of_its_pictures_says(values, told):
    made = sheet(*(cell(value) for value in values))
    assert [label["Label"] for label in label_in(made)] == [told]
    assert label_in(made)[0]["ContentProducer"] == "learn.example"
    assert (COMPOSITE.encode() in made) == (told == "1")


def test_human_work_alone_is_not_labelled():
    made = sheet(cell(), cell())
    assert label_in(made) == [] and b"AIGC" not in made


def test_its_words_are_high_enough_and_cover_no_picture():
    plain, labelled = drawn.opened(sheet(cell(), cell())), drawn.opened(sheet(cell("1"), cell()))
    assert labelled.height > plain.height
    above = labelled.crop((0, 0, *plain.size)).convert("L")
    assert list(above.resize((40, 40)).get_flattened_data()) == list(
        plain.convert("L").resize((40, 40)).get_flattened_data()
    )
    band = labelled.crop((0, plain.height, *labelled.size)).convert("L")
    plate = band.crop(band.point(lambda value: 255 if value < 150 else 0).getbbox())
    inset = plate.height // 5
    ink = plate.crop((inset, inset, plate.width - inset, plate.height - inset))
    box = ink.point(lambda value: 255 if value > 180 else 0).getbbox()
    assert box[3] - box[1] >= min(labelled.size) * 0.05


@pytest.mark.parametrize(
    "caption", ["", "长" * 500, "a" * 500, "emoji 🎨 和 𠮷", "一\n二\t三", "<b>&", "\u202e反\u200b过来\x07", "שלום"]
)
def test_any_caption_fits(caption):
    assert drawn.opened(sheet(cell(caption=caption), cell())).height < 1200


def test_holes_and_threads_are_laid_on_a_ground():
    clear = pictures.take_in(drawn.packed(Image.new("RGBA", (4000, 64)))).thumbnail
    assert drawn.opened(sheet(pictures.Cell(clear, "1."), cell())).mode == "RGB"
