"""The certificate, read back by code that did not draw it."""

from io import BytesIO

import pytest
import segno
from PIL import Image
from pypdf import PdfReader

from credentials.drawing import certificate

NAMES = ["李", "𬱖䶮", "买买提·吐尔逊", "李🚀", "عائشة", "字" * 60, "W" * 60, "🚀" * 60]


@pytest.fixture
def pdf(credential) -> PdfReader:
    return PdfReader(BytesIO(certificate.pdf(credential)))


def words_of(reader: PdfReader) -> str:
    # pypdf reads a font with a code map of its own byte by byte: the upper bytes, all zero, come along.
    return reader.pages[0].extract_text().replace("\n", "").replace("\0", "")


def test_it_is_one_page_of_a4_across(pdf):
    box = pdf.pages[0].mediabox
    assert len(pdf.pages) == 1 and (round(box.width), round(box.height)) == (842, 595)


def test_its_words_can_be_read_and_searched(pdf, credential):
    for words in ("陆晚晴", "学习证书", "入门合格", "学完 38 课里的 20 课", credential.code):
        assert words in words_of(pdf)


def test_its_fonts_are_embedded_and_only_the_letters_it_needs(credential):
    fonts = PdfReader(BytesIO(certificate.pdf(credential))).pages[0]["/Resources"]["/Font"]
    descriptors = [font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"] for font in fonts.values()]
    files = [each.get_object().get("/FontFile3") or each.get_object().get("/FontFile2") for each in descriptors]
    assert len(files) == 2 and all(file is not None for file in files)
    assert len(certificate.pdf(credential)) < 100_000


def test_a_rare_character_is_a_letter_in_the_pdf(credential):
    credential.name = "𬱖䶮"
    assert "𬱖䶮" in words_of(PdfReader(BytesIO(certificate.pdf(credential))))


def test_a_character_nobody_can_draw_is_a_box_with_its_number(credential):
    credential.name = "李🚀"
    words = words_of(PdfReader(BytesIO(certificate.pdf(credential))))
    assert "李" in words and "🚀" not in words and "1F" in words and "680" in words


def test_the_code_leads_to_the_page(pdf, credential):
    links = [note.get_object()["/A"]["/URI"] for note in pdf.pages[0]["/Annots"]]
    assert links == [credential.address]


@pytest.mark.parametrize("name", NAMES)
def test_no_name_breaks_it_or_runs_over_the_edge(credential, name):
    credential.name = name
    picture = Image.open(BytesIO(certificate.png(credential, badge="x"))).convert("L")
    margin = picture.crop((1840, 500, 1930, 700))  # between the last letter and the frame
    assert margin.getextrema() == (255, 255)
    assert certificate.pdf(credential).startswith(b"%PDF")


@pytest.mark.parametrize("done", [0, 1, 20])
def test_no_amount_of_lessons_breaks_it(credential, done):
    for number, lesson in enumerate(credential.snapshot["lessons"]):
        lesson["done_on"] = "2026-11-02" if number < done else None
    assert certificate.png(credential, badge="x")


def test_a_course_without_stages_breaks_nothing(credential):
    credential.snapshot |= {"stages": [], "lessons": []}
    assert certificate.png(credential, badge="x") and certificate.pdf(credential)


def test_the_badge_is_baked_into_the_picture_once_and_uncompressed(credential):
    data = certificate.png(credential, badge="header.payload.signature")
    assert data.count(b"openbadgecredential") == 1
    # iTXt: keyword, 0, compression flag 0, method 0, no language, no translated keyword, the text.
    assert b"openbadgecredential\0\0\0\0\0header.payload.signature" in data


def test_the_square_is_the_code_of_the_page(credential):
    """Each module of the QR code, looked at in its middle, is what another encoder run says."""
    picture = Image.open(BytesIO(certificate.png(credential, badge="x"))).convert("L")
    rows = [list(row) for row in segno.make(credential.address, error="m", micro=False).matrix]
    dots, module = 2000 / 297, 34 / (len(rows) + 8)
    seen = [
        [
            picture.getpixel((int((239 + (x + 4.5) * module) * dots), int((158 + (y + 4.5) * module) * dots))) < 128
            for x in range(len(rows))
        ]
        for y in range(len(rows))
    ]
    assert seen == [[bool(dark) for dark in row] for row in rows]


def test_the_same_credential_gives_the_same_bytes(credential):
    assert certificate.pdf(credential) == certificate.pdf(credential)
    assert certificate.png(credential, badge="x") == certificate.png(credential, badge="x")
