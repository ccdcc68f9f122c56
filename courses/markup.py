"""Markdown → safe HTML, in this one place.

Three kinds of text come here: a lesson's body (trusted author, still cleaned), short texts of
the course (stage, glossary, prologue) and a model's answer (trusted by nobody). Raw HTML is
never read as HTML; what leaves has passed an allow-list. Python-Markdown needs minutes for
some nested input, so size and nesting are bounded before it starts.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape, unescape
from typing import Any, Protocol

import nh3
from markdown import Markdown
from pymdownx.slugs import slugify
from pymdownx.superfences import SuperFencesCodeExtension

from . import marks

MAX_CHARS = 120_000
MAX_BLOCK_CHARS = 12_000
MAX_BRACKETS = 200  # "[" in one block: the time Python-Markdown takes grows with their square
MAX_OPEN_BRACKETS = 12
MAX_NESTING = 12

_OPENING = re.compile(r"^(?:[ \t]*(?:>|[-*+](?=[ \t])|\d+[.)](?=[ \t])))+")
_MARKER = re.compile(r">|[-*+]|\d+[.)]")
_HEADING = re.compile(r'<h([2-4]) id="([^"]*)">(.*?)</h\1>')
_SLOT = re.compile(rf'<div {marks.SLOT}="([^"]*)"></div>')

_WORDS = {"p", "br", "hr", "em", "strong", "del", "code", "pre", "blockquote", "ul", "ol", "li", "a", "span"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_TABLES = {"table", "thead", "tbody", "tr", "th", "td"}
_FIGURES = {"div", "sup", "button", "details", "summary", "figure", "figcaption", "picture", "source", "img"}
_LESSON_ATTRIBUTES = {
    "*": {"id", "class"},
    "a": {"href", "aria-label"},
    "ol": {"start"},
    "th": {"scope"},
    "pre": {"tabindex", "role", "aria-label"},
    "div": {marks.SLOT, "role", "tabindex", "aria-label"},
    "button": {"type", "data-copy"},
    "img": {"src", "alt", "width", "height", "loading", "title"},
    "source": {"srcset", "media", "width", "height"},
}
_SCHEMES = {"http", "https", "mailto", "tel"}


class MarkupError(ValueError):
    """The text is too large or too deeply nested to be rendered; the message says where."""


class HasReference(Protocol):
    id: str
    title: str


class HasBody(Protocol):
    """What is read of a lesson document (courses/document.py)."""

    slug: str
    body: str
    references: Any  # a sequence of HasReference


@dataclass(frozen=True)
class Context:
    """What the marks of a body lead to. The default resolves nothing."""

    terms: Mapping[str, str] = field(default_factory=dict)  # slug → word
    hotlines: Mapping[str, str] = field(default_factory=dict)  # number → name
    files: Mapping[str, str] = field(default_factory=dict)  # figures/<slug>/x.svg, code/<slug>/x.py → text
    file_url: Callable[[str], str] = lambda path: path
    glossary_url: str = ""


@dataclass(frozen=True)
class Rendered:
    """`parts` are {"html"}, {"practice": key} or {"quiz": True}; `headings` are {"id", "text", "level"}.

    `unresolved` names the marks that lead nowhere ("ref:r9"); they stand in the text as typed.
    """

    parts: list[dict[str, Any]]
    headings: list[dict[str, Any]]
    unresolved: list[str]


def render_body(document: HasBody, *, context: Context) -> Rendered:
    """Raises MarkupError."""
    references = {item.id: (number, item.title) for number, item in enumerate(document.references or (), start=1)}
    extension = marks.MarksExtension(context=context, references=references, slug=document.slug)
    html, headings = _convert(document.body, extension)
    return Rendered(parts=_cut(html), headings=headings, unresolved=extension.unresolved)


def render_text(text: str) -> str:
    """A stage, a glossary entry, the prologue. Raises MarkupError."""
    html, _ = _convert(text, marks.MarksExtension(context=Context(), references={}, slug=""))
    return html


def headings_of(html: str) -> list[dict[str, Any]]:
    """The headings of a text that `render_text` made, as {"id", "text", "level"}."""
    return [
        {"id": anchor, "text": unescape(nh3.clean(words, tags=set())), "level": int(level)}
        for level, anchor, words in _HEADING.findall(html)
    ]


def render_reply(text: str) -> str:
    """A model's finished answer: no pictures, no raw HTML. Text that cannot be rendered stays text."""
    try:
        check_bounds(text)
        html = _reply_markdown().convert(text)
    except (MarkupError, RecursionError):
        html = f'<p class="as-typed">{escape(text)}</p>'
    return nh3.clean(
        html,
        tags=_WORDS | _HEADINGS | _TABLES,
        attributes={"a": {"href"}, "ol": {"start"}, "p": {"class"}},
        link_rel="nofollow noopener noreferrer",
        url_schemes={"http", "https"},
        url_relative="deny",
    )


def check_bounds(text: str) -> None:
    """Raises MarkupError, naming the line, for text that Python-Markdown might not finish."""
    if len(text) > MAX_CHARS:
        raise MarkupError(f"the text has {len(text)} characters, at most {MAX_CHARS} are possible")
    line_number = 1
    for block in re.split(r"(\n[ \t]*\n)", text):
        _check_block(block, line_number)
        line_number += block.count("\n")


def _check_block(block: str, line_number: int) -> None:
    if len(block) > MAX_BLOCK_CHARS:
        raise MarkupError(f"line {line_number}: a paragraph of {len(block)} characters, at most {MAX_BLOCK_CHARS}")
    if block.count("[") > MAX_BRACKETS or _open_brackets(block) > MAX_OPEN_BRACKETS:
        raise MarkupError(f"line {line_number}: too many square brackets in one paragraph")
    for offset, line in enumerate(block.split("\n")):
        opening = _OPENING.match(line)
        if opening and len(_MARKER.findall(opening.group())) > MAX_NESTING:
            raise MarkupError(f"line {line_number + offset}: quotes or lists nested more than {MAX_NESTING} deep")


def _open_brackets(block: str) -> int:
    most = depth = 0
    for char in block:
        if char == "[":
            depth += 1
            most = max(most, depth)
        elif char == "]":
            depth = max(depth - 1, 0)
    return most


def _convert(text: str, extension: marks.MarksExtension) -> tuple[str, list[dict[str, Any]]]:
    check_bounds(text)
    markdown = _without_html(
        Markdown(
            extensions=[
                "tables",
                "sane_lists",
                "toc",
                "pymdownx.quotes",
                SuperFencesCodeExtension(
                    custom_fences=[{"name": "*", "class": "", "format": marks.fence}], disable_indented_code_blocks=True
                ),
                extension,
            ],
            extension_configs={
                "toc": {"slugify": slugify(case="lower"), "marker": ""},
                "pymdownx.quotes": {"callouts": True},
            },
        )
    )
    try:
        html = markdown.convert(text)
    except RecursionError as error:
        raise MarkupError("the text is nested too deeply") from error
    return _clean(html, extension.context), marks.headings_of(markdown.toc_tokens)  # type: ignore[attr-defined]


def _reply_markdown() -> Markdown:
    plain = {"name": "*", "class": "", "format": marks.plain_fence}
    fences = SuperFencesCodeExtension(custom_fences=[plain], disable_indented_code_blocks=True)
    markdown = _without_html(Markdown(extensions=["tables", "sane_lists", "nl2br", fences]))
    for pattern in ("image_link", "image_reference", "short_image_ref", "automail"):
        markdown.inlinePatterns.deregister(pattern)
    return markdown


def _without_html(markdown: Markdown) -> Markdown:
    markdown.preprocessors.deregister("html_block")
    markdown.inlinePatterns.deregister("html")
    return markdown


def _clean(html: str, context: Context) -> str:
    ours = {context.file_url(path) for path in context.files}

    def only_our_pictures(tag: str, attribute: str, value: str) -> str | None:
        is_address = (tag, attribute) in {("img", "src"), ("source", "srcset")}
        return None if is_address and value not in ours else value

    return nh3.clean(
        html,
        tags=_WORDS | _HEADINGS | _TABLES | _FIGURES,
        attributes=_LESSON_ATTRIBUTES,
        attribute_filter=only_our_pictures,
        link_rel=None,
        url_schemes=_SCHEMES,
    )


def _cut(html: str) -> list[dict[str, Any]]:
    parts: list[dict[str, Any]] = []
    for index, piece in enumerate(_SLOT.split(html)):
        if index % 2 == 0:
            parts += [{"html": piece.strip()}] if piece.strip() else []
        elif piece == "quiz":
            parts.append({"quiz": True})
        else:
            parts.append({"practice": piece.partition(":")[2]})
    return parts
