"""Pictures to send on: wide for link previews, tall for a chat or a circle of friends. In pixels."""

from io import BytesIO

from PIL import Image

from ..faces import Face
from ..models import Credential
from . import marks, words
from .sheets import INK_2, LINE, PAPER, PictureSheet, Sheet

WIDE = (1200, 630)
TALL = (1080, 1440)


def wide(credential: Credential) -> bytes:
    sheet = PictureSheet(*WIDE, paper=PAPER)
    left, right = 64, WIDE[0] - 64
    marks.mark(sheet, (left - 5, 46), 56)
    sheet.text((left + 62, 88), words.SITE, face=Face.NAMES, size=30)
    marks.qr(sheet, (right - 190, 48), 190, credential.address)
    sheet.text((right - 95, 264), credential.code, size=20, colour=INK_2, anchor="middle")
    length = sheet.text((left, 178), words.TITLE, face=Face.NAMES, size=40)
    marks.leaf(sheet, (left + length + 28, 178), credential.chinese_rung, size=36)
    _name(sheet, credential, (left, 318), size=104, room=right - left)
    _fitted(sheet, (left, 388), words.sentence(credential.snapshot), size=30, room=right - left)
    marks.rule(sheet, (left, 478), day=_day(sheet, credential, right - left), height=64, snapshot=credential.snapshot)
    sheet.text((left, 590), words.CAVEAT, size=19, colour=INK_2)
    return _png(sheet)


def tall(credential: Credential) -> bytes:
    """Every leaf on a line of its own, all to one scale."""
    sheet = PictureSheet(*TALL, paper=PAPER)
    left, right = 80, TALL[0] - 80
    marks.mark(sheet, (left - 6, 74), 64)
    sheet.text((left + 70, 122), words.SITE, face=Face.NAMES, size=34)
    length = sheet.text((left, 226), words.TITLE, face=Face.NAMES, size=50)
    marks.leaf(sheet, (left + length + 34, 226), credential.chinese_rung, size=45)
    _name(sheet, credential, (left, 410), size=150, room=right - left)
    _fitted(sheet, (left, 488), words.amount(credential.snapshot), size=36, room=right - left)
    _fitted(sheet, (left, 540), words.span(credential.snapshot), size=36, room=right - left)
    _leaves(sheet, credential, left=left, top=600, room=right - left)
    sheet.line((left, 1166), (right, 1166), colour=LINE, thickness=2)
    marks.qr(sheet, (right - 196, 1194), 196, credential.address)
    sheet.text((left, 1240), words.NUMBER, size=24, colour=INK_2)
    sheet.text((left, 1296), credential.code, face=Face.NAMES, size=46)
    sheet.text((left, 1346), f"{words.SCAN}；{words.facts(credential)[1][1]}签发", size=24, colour=INK_2)
    sheet.text((left, 1382), "不是学历或职业资格。", size=24, colour=INK_2)
    marks.seal(sheet, (right - 350, 1216), 130)
    return _png(sheet)


def _leaves(sheet: Sheet, credential: Credential, *, left: float, top: float, room: float) -> None:
    stages = credential.snapshot["stages"]
    day = room / max((stage["days"] for stage in stages), default=1)
    step = 540 / max(len(stages), 1)
    height = min(52, step - marks.pegs_height(day) * 0.6)
    for place, stage in enumerate(stages, start=1):
        marks.rule(
            sheet,
            (left, top + place * step - height),
            day=day,
            height=height,
            snapshot=credential.snapshot,
            stages=[stage["number"]],
        )


def _name(sheet: Sheet, credential: Credential, at: tuple[float, float], *, size: float, room: float) -> None:
    name = credential.name_to_draw
    size = sheet.fitting(name, face=Face.NAMES, size=size, room=room)
    sheet.text((at[0] - size / 24, at[1]), name, face=Face.NAMES, size=size)


def _fitted(sheet: Sheet, at: tuple[float, float], line: str, *, size: float, room: float) -> None:
    sheet.text(at, line, size=sheet.fitting(line, face=Face.WORDS, size=size, room=room), colour=INK_2)


def _day(sheet: Sheet, credential: Credential, room: float) -> float:
    return room / max(sum(stage["days"] for stage in credential.snapshot["stages"]), 1)


def _png(sheet: PictureSheet) -> bytes:
    file = BytesIO()
    sheet.finished().quantize(256, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()
