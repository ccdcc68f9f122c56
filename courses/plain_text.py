"""What a drawn text says without its markup: the words a reader sees, block by block.

Reads HTML of ours (`courses.markup`), which is well-formed and cleaned; nothing else.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

# The head of a prompt block (提示词 复制) and the numbers of references: nobody looks for them.
_NOT_TEXT = re.compile(r'<div class="prompt-h">.*?</div>|<sup class="ref">.*?</sup>', re.DOTALL)
_TAG = re.compile(r"""<(/?)([a-z0-9]+)((?:[^<>"']|"[^"]*"|'[^']*')*)>""")
_ID = re.compile(r"""\sid=["']([^"']*)["']""")
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_BLOCKS = _HEADINGS | {
    "blockquote", "details", "div", "dl", "dd", "dt", "figcaption", "figure", "hr", "li", "ol", "p", "pre", "summary",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip


@dataclass(frozen=True)
class Block:
    """A paragraph, heading, list item, table cell or line of code; white space is made single spaces."""

    text: str
    heading: str = ""  # id of the heading it stands under; a heading stands under itself
    is_heading: bool = False


def blocks_of(parts: Iterable[Mapping[str, Any]]) -> list[Block]:
    """The blocks of `Lesson.parts`; tasks and the quiz have their words elsewhere."""
    reader = _Reader()
    for part in parts:
        reader.read(part.get("html", ""))
    return reader.blocks


class _Reader:
    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._heading = ""
        self._open_heading = ""  # the tag, while we are inside one
        self._is_code = False
        self._pending: list[str] = []

    def read(self, html: str) -> None:
        end = 0
        html = _NOT_TEXT.sub("", html)
        for tag in _TAG.finditer(html):
            self._pending.append(html[end : tag.start()])
            end = tag.end()
            self._pass(is_closing=bool(tag.group(1)), name=tag.group(2), attributes=tag.group(3))
        self._pending.append(html[end:])
        self._close_block()

    def _pass(self, *, is_closing: bool, name: str, attributes: str) -> None:
        if name == "br":
            self._pending.append(" ")
        if name not in _BLOCKS:
            return
        self._close_block()
        if name == "pre":
            self._is_code = not is_closing
        if name in _HEADINGS:
            self._open_heading = "" if is_closing else name
            found = _ID.search(attributes)
            if not is_closing and found:
                self._heading = unescape(found.group(1))

    def _close_block(self) -> None:
        text = unescape("".join(self._pending))
        self._pending = []
        for line in text.split("\n") if self._is_code else [text]:
            if words := " ".join(line.split()):
                self.blocks.append(Block(words, self._heading, bool(self._open_heading)))
