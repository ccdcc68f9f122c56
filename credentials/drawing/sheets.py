"""Something to draw on, in units of its own (millimetres, or the points of a picture). y grows downwards."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Literal

from fpdf import FPDF
from PIL import Image, ImageColor, ImageDraw, ImageFont

from ..faces import Face, Run, runs

Point = tuple[float, float]
Anchor = Literal["left", "middle", "right"]

INK, INK_2, LINE, EDGE = "#13201b", "#4a5852", "#d3dad3", "#75837c"
RULE, NOW, BOARD, PAPER = "#f6c02b", "#c5341a", "#ffffff", "#f4f6f2"

_POINTS_IN_MM = 72 / 25.4
_FINER = 2  # pictures are drawn so many times larger and then reduced: Pillow's lines have no soft edges


class Sheet(ABC):
    width: float
    height: float

    @abstractmethod
    def polygon(self, points: Sequence[Point], *, fill: str = "", stroke: str = "", thickness: float = 0) -> None: ...

    @abstractmethod
    def line(self, start: Point, end: Point, *, colour: str, thickness: float) -> None: ...

    @abstractmethod
    def disc(self, centre: Point, radius: float, *, fill: str, stroke: str = "", thickness: float = 0) -> None: ...

    @abstractmethod
    def _measure(self, words: str, face: Face, size: float) -> float: ...

    @abstractmethod
    def _write(self, at: Point, words: str, face: Face, size: float, colour: str) -> None: ...

    def rectangle(
        self, at: Point, width: float, height: float, *, fill: str = "", stroke: str = "", thickness: float = 0
    ) -> None:
        x, y = at
        corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
        self.polygon(corners, fill=fill, stroke=stroke, thickness=thickness)

    def text(
        self, at: Point, words: str, *, size: float, face: Face = Face.WORDS, colour: str = INK, anchor: Anchor = "left"
    ) -> float:
        """Writes on the baseline `at`; a character no face can draw is a box with its number. Returns the length."""
        x, y = at
        length = self.length(words, face=face, size=size)
        x -= {"left": 0.0, "middle": length / 2, "right": length}[anchor]
        for run in runs(words, face):
            if run.face:
                self._write((x, y), run.text, run.face, size, colour)
            else:
                self._box((x, y), run.text, size, colour)
            x += self._length(run, size)
        return length

    def length(self, words: str, *, face: Face, size: float) -> float:
        return sum(self._length(run, size) for run in runs(words, face))

    def fitting(self, words: str, *, face: Face, size: float, room: float) -> float:
        """`size`, or as much less as the words need to fit into the room."""
        # Letters are as wide as whole dots of a picture, so smaller ones take a little more than their share.
        for _ in range(4):
            length = self.length(words, face=face, size=size)
            if length <= room:
                break
            size *= room / length
        return size

    def _length(self, run: Run, size: float) -> float:
        return self._measure(run.text, run.face, size) if run.face else size

    def _box(self, at: Point, character: str, size: float, colour: str) -> None:
        x, y = at
        digits = f"{ord(character):04X}"
        rows = (digits[: len(digits) // 2], digits[len(digits) // 2 :])
        self.rectangle((x + 0.06 * size, y - 0.82 * size), 0.88 * size, 0.9 * size, stroke=colour, thickness=size / 24)
        for row, drop in zip(rows, (0.44, 0.06), strict=True):
            self.text((x + size / 2, y - drop * size), row, size=0.36 * size, colour=colour, anchor="middle")


class PictureSheet(Sheet):
    """`dots` for one unit."""

    def __init__(self, width: float, height: float, *, dots: float = 1, paper: str = BOARD):
        self.width, self.height = width, height
        self._scale = dots * _FINER
        self._image = Image.new("RGB", (round(width * self._scale), round(height * self._scale)), paper)
        self._draw = ImageDraw.Draw(self._image)
        self._fonts: dict[tuple[Face, float], ImageFont.FreeTypeFont] = {}

    def finished(self) -> Image.Image:
        return self._image.reduce(_FINER)

    def polygon(self, points: Sequence[Point], *, fill: str = "", stroke: str = "", thickness: float = 0) -> None:
        places = [self._place(point) for point in points]
        if fill:
            self._draw.polygon(places, fill=fill)
        if stroke:
            # Beyond the first corner and back over it, so that this joint is as round as the others.
            self._draw.line([*places, *places[:2]], fill=stroke, width=self._dots(thickness), joint="curve")

    def line(self, start: Point, end: Point, *, colour: str, thickness: float) -> None:
        self._draw.line([self._place(start), self._place(end)], fill=colour, width=self._dots(thickness))

    def disc(self, centre: Point, radius: float, *, fill: str, stroke: str = "", thickness: float = 0) -> None:
        place, size = self._place(centre), radius * self._scale
        self._draw.circle(place, size, fill=fill, outline=stroke or None, width=self._dots(thickness) if stroke else 0)

    def _measure(self, words: str, face: Face, size: float) -> float:
        return self._font(face, size).getlength(words) / self._scale

    def _write(self, at: Point, words: str, face: Face, size: float, colour: str) -> None:
        self._draw.text(self._place(at), words, font=self._font(face, size), fill=colour, anchor="ls")

    def _font(self, face: Face, size: float) -> ImageFont.FreeTypeFont:
        dots = round(size * self._scale, 1)
        if (face, dots) not in self._fonts:
            # The same engine everywhere: the other one is not in every build of Pillow.
            self._fonts[face, dots] = ImageFont.truetype(face.path, dots, layout_engine=ImageFont.Layout.BASIC)
        return self._fonts[face, dots]

    def _place(self, point: Point) -> Point:
        return point[0] * self._scale, point[1] * self._scale

    def _dots(self, thickness: float) -> int:
        return max(1, round(thickness * self._scale))


class PdfSheet(Sheet):
    """One page, A4 landscape, in millimetres."""

    width, height = 297, 210

    def __init__(self) -> None:
        self.pdf = FPDF(orientation="landscape", unit="mm", format="A4")
        self.pdf.set_margin(0)
        self.pdf.set_auto_page_break(False)
        for face in Face:
            self.pdf.add_font(face.name, fname=face.path)
        self.pdf.add_page()

    def finished(self) -> bytes:
        return bytes(self.pdf.output())

    def polygon(self, points: Sequence[Point], *, fill: str = "", stroke: str = "", thickness: float = 0) -> None:
        style = self._colours(fill=fill, stroke=stroke, thickness=thickness)
        self.pdf.polygon(list(points), style=style)

    def line(self, start: Point, end: Point, *, colour: str, thickness: float) -> None:
        self._colours(stroke=colour, thickness=thickness)
        self.pdf.line(*start, *end)

    def disc(self, centre: Point, radius: float, *, fill: str, stroke: str = "", thickness: float = 0) -> None:
        style = self._colours(fill=fill, stroke=stroke, thickness=thickness)
        self.pdf.circle(*centre, radius, style=style)

    def _colours(self, *, fill: str = "", stroke: str = "", thickness: float = 0) -> str:
        if fill:
            self.pdf.set_fill_color(*ImageColor.getrgb(fill)[:3])
        if stroke:
            self.pdf.set_draw_color(*ImageColor.getrgb(stroke)[:3])
            self.pdf.set_line_width(thickness)
        return f"{'D' if stroke else ''}{'F' if fill else ''}"

    def _measure(self, words: str, face: Face, size: float) -> float:
        self.pdf.set_font(face.name, size=size * _POINTS_IN_MM)
        return self.pdf.get_string_width(words)

    def _write(self, at: Point, words: str, face: Face, size: float, colour: str) -> None:
        self.pdf.set_font(face.name, size=size * _POINTS_IN_MM)
        self.pdf.set_text_color(*ImageColor.getrgb(colour)[:3])
        self.pdf.text(*at, words)
