"""The certificate: one layout in millimetres, for the printer (PDF) and for the screen (PNG)."""

from io import BytesIO
from zoneinfo import ZoneInfo

from django.conf import settings
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from ..faces import Face
from ..models import Credential
from . import marks, words
from .sheets import INK, INK_2, LINE, PdfSheet, PictureSheet, Sheet

WIDTH, HEIGHT = 297, 210
LEFT, RIGHT = 26, 271
PIXELS = 2000
BADGE_CHUNK = "openbadgecredential"  # the keyword Open Badges 3.0 bakes a credential into a PNG with


def png(credential: Credential, *, badge: str) -> bytes:
    """`badge`, the signed credential, is baked in: a reader of Open Badges finds it in the picture."""
    sheet = PictureSheet(WIDTH, HEIGHT, dots=PIXELS / WIDTH)
    _draw(sheet, credential)
    chunks = PngInfo()
    chunks.add_itxt(BADGE_CHUNK, badge)
    file = BytesIO()
    picture = sheet.finished()
    # Few colours and their mixtures: a palette of 256 takes a third of the bytes and looks the same.
    picture.quantize(256, dither=Image.Dither.NONE).save(file, "PNG", pnginfo=chunks, optimize=True)
    return file.getvalue()


def pdf(credential: Credential) -> bytes:
    sheet = PdfSheet()
    sheet.pdf.set_title(f"{words.TITLE} {credential.chinese_rung} {credential.name}")
    sheet.pdf.set_author(words.SITE)
    sheet.pdf.set_lang("zh-CN")
    sheet.pdf.set_creation_date(credential.issued_at.astimezone(ZoneInfo(settings.TIME_ZONE)))
    _draw(sheet, credential)
    sheet.pdf.link(241, 160, 30, 30, credential.address)
    return sheet.finished()


def _draw(sheet: Sheet, credential: Credential) -> None:
    _frame(sheet)
    _head(sheet, credential)
    _rule(sheet, credential)
    _foot(sheet, credential)


def _frame(sheet: Sheet) -> None:
    sheet.rectangle((7, 7), WIDTH - 14, HEIGHT - 14, stroke=INK, thickness=0.5)
    sheet.rectangle((9.5, 9.5), WIDTH - 19, HEIGHT - 19, stroke=LINE, thickness=0.25)


def _head(sheet: Sheet, credential: Credential) -> None:
    marks.mark(sheet, (LEFT - 1.2, 22), 13)
    sheet.text((LEFT + 14.5, 31.8), words.SITE, face=Face.NAMES, size=6.6)
    sheet.text((RIGHT, 31.8), words.host(), size=4.6, colour=INK_2, anchor="right")
    length = sheet.text((LEFT, 58), words.TITLE, face=Face.NAMES, size=9.5)
    marks.leaf(sheet, (LEFT + length + 7, 58), credential.chinese_rung, size=8.2)
    name = credential.name_to_draw
    size = sheet.fitting(name, face=Face.NAMES, size=29, room=RIGHT - LEFT)
    sheet.text((LEFT - size / 24, 97 - (29 - size) / 3), name, face=Face.NAMES, size=size)
    sentence = words.sentence(credential.snapshot)
    size = sheet.fitting(sentence, face=Face.WORDS, size=6.4, room=RIGHT - LEFT)
    sheet.text((LEFT, 113.5), sentence, size=size, colour=INK_2)


def _rule(sheet: Sheet, credential: Credential) -> None:
    days = sum(stage["days"] for stage in credential.snapshot["stages"])
    marks.rule(sheet, (LEFT, 129), day=(RIGHT - LEFT) / max(days, 1), height=12.5, snapshot=credential.snapshot)


def _foot(sheet: Sheet, credential: Credential) -> None:
    for column, (label, value) in enumerate(words.facts(credential)):
        x = LEFT + column * 58
        sheet.text((x, 158), label, size=3.8, colour=INK_2)
        sheet.text((x, 165), value, size=5)
    sheet.text((LEFT, 178.5), words.NUMBER, size=3.8, colour=INK_2)
    sheet.text((LEFT, 188.5), credential.code, face=Face.NAMES, size=8.4)
    sheet.text((LEFT, 195.5), words.CAVEAT, size=3.5, colour=INK_2)
    marks.seal(sheet, (204, 161), 28)
    marks.qr(sheet, (239, 158), 34, credential.address)
    sheet.text((256, 195.5), words.SCAN, size=3.5, colour=INK_2, anchor="middle")
