"""What lesson text has beyond markdown: [[marks]], prompt and code blocks, figures, callouts, table regions.

A Python-Markdown extension. The words it prints are part of the lesson, so they are in the
lesson's language and not translated with the interface.
"""

import re
from html import escape, unescape
from xml.etree import ElementTree as etree

from markdown import Extension, Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name, get_lexer_for_filename
from pygments.util import ClassNotFound

SLOT = "data-slot"
_INLINE_MARK = r"\[\[(ref|term|hotline):([^\[\]\s]+)\]\]"
LONG_CODE = 30  # lines
_BLOCK_MARK = re.compile(r"\[\[(?:(quiz)|(practice|code):([^\[\]\s]+))\]\]")
_HEADING_ID = re.compile(r"[ ]*\{#([a-z0-9-]+)\}[ ]*$")
_VIEW_BOX = re.compile(r"viewBox=[\"']\s*[\d.-]+[\s,]+[\d.-]+[\s,]+([\d.]+)[\s,]+([\d.]+)")
# A line break between two Han characters is the editor's, and would show as a gap.
_HAN_BREAK = re.compile(
    r"(?<=[\u3000-\u303f\u3400-\u9fff\uff00-\uffef])\n(?=[\u3000-\u303f\u3400-\u9fff\uff00-\uffef])"
)
_CALLOUTS = {"tip": "小提示", "warning": "留意", "safety": "先顾好自己"}
_NARROW = "(max-width: 599px)"


class MarksExtension(Extension):
    """`context` is the `markup.Context` of the lesson; unresolved marks are collected in `unresolved`."""

    def __init__(self, *, context, references: dict[str, tuple[int, str]], slug: str):
        super().__init__()
        self.context = context
        self.references = references
        self.slug = slug
        self.unresolved: list[str] = []

    def extendMarkdown(self, md: Markdown) -> None:
        md.parser.blockprocessors.register(_BlockMarks(md.parser, self), "block_marks", 95)
        md.treeprocessors.register(_BeforeWords(md), "before_words", 25)  # inline patterns run at 20
        md.inlinePatterns.register(_InlineMarks(_INLINE_MARK, md, self), "inline_marks", 175)
        md.treeprocessors.register(_Callouts(md), "callout_titles", 19.5)  # pymdownx.quotes runs at 19.99
        md.treeprocessors.register(_Figures(md, self), "figures", 15)
        md.treeprocessors.register(_Tables(md), "table_regions", 14)


class _BlockMarks(BlockProcessor):
    """[[practice:p1]], [[quiz]] and [[code:name]] stand alone, at the top level: there the page is cut."""

    def __init__(self, parser, marks: MarksExtension):
        super().__init__(parser)
        self.marks = marks

    def test(self, parent: etree.Element, block: str) -> bool:
        return parent is self.parser.root and all(_BLOCK_MARK.fullmatch(line.strip()) for line in block.split("\n"))

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        for line in blocks.pop(0).split("\n"):
            match = _BLOCK_MARK.fullmatch(line.strip())
            if match is None:
                raise AssertionError("tested before")
            quiz, kind, name = match.groups()
            if kind == "code":
                self._show_code(parent, name)
            else:
                etree.SubElement(parent, "div", {SLOT: "quiz" if quiz else f"{kind}:{name}"})

    def _show_code(self, parent: etree.Element, name: str) -> None:
        path = f"code/{self.marks.slug}/{name}"
        text = self.marks.context.files.get(path)
        paragraph = etree.SubElement(parent, "p")
        if text is None:
            self.marks.unresolved.append(f"code:{name}")
            paragraph.text = f"[[code:{name}]]"
            return
        address = escape(self.marks.context.file_url(path))
        link = f'<a href="{address}">{escape(name)}</a>'
        paragraph.text = self.parser.md.htmlStash.store(code_block(text, _lexer_for(name), name, head=link))


class _InlineMarks(InlineProcessor):
    def __init__(self, pattern: str, md: Markdown, marks: MarksExtension):
        super().__init__(pattern, md)
        self.marks = marks

    def handleMatch(self, m, data):
        kind, name = m.groups()
        element = getattr(self, f"_{kind}")(name)
        if element is None:
            self.marks.unresolved.append(f"{kind}:{name}")
            return None, None, None
        return element, m.start(0), m.end(0)

    def _ref(self, key: str) -> etree.Element | None:
        if key not in self.marks.references:
            return None
        number, title = self.marks.references[key]
        mark = etree.Element("sup", {"class": "ref"})
        link = etree.SubElement(mark, "a", {"href": f"#ref-{key}", "aria-label": f"参考资料 {number}：{title}"})
        link.text = str(number)
        return mark

    def _term(self, slug: str) -> etree.Element | None:
        word = self.marks.context.terms.get(slug)
        if word is None:
            return None
        link = etree.Element("a", {"class": "term", "href": f"{self.marks.context.glossary_url}#{slug}"})
        link.text = word
        return link

    def _hotline(self, number: str) -> etree.Element | None:
        name = self.marks.context.hotlines.get(number)
        if name is None:
            return None
        line = etree.Element("span", {"class": "hotline"})
        link = etree.SubElement(line, "a", {"href": f"tel:{number}"})
        link.text = number
        link.tail = f"（{name}）"
        return line


class _BeforeWords(Treeprocessor):
    """Reads heading ids and mends line breaks while the text is still as the author wrote it."""

    def run(self, root: etree.Element) -> None:
        for element in root.iter():
            if element.text and element.tag in {"h2", "h3", "h4"}:
                self._take_id(element)
            if element.text and element.tag in {"p", "li", "td"}:
                element.text = _HAN_BREAK.sub("", element.text)

    def _take_id(self, heading: etree.Element) -> None:
        match = _HEADING_ID.search(heading.text or "")
        if match:
            heading.set("id", match.group(1))
            heading.text = (heading.text or "")[: match.start()]


class _Callouts(Treeprocessor):
    def run(self, root: etree.Element) -> None:
        for box in root.iter("div"):
            kind = box.get("class", "").removeprefix("admonition ")
            if not box.get("class", "").startswith("admonition "):
                continue
            kind = kind if kind in _CALLOUTS else "tip"
            box.set("class", f"callout {kind}")
            box.set("role", "note")
            title = box[0]
            title.set("class", "callout-t")
            if (title.text or "").strip().lower() in {*_CALLOUTS, ""} and not len(title):
                title.text = _CALLOUTS[kind]


class _Figures(Treeprocessor):
    """Pictures are our own files or nothing: any other address leaves its words only."""

    def __init__(self, md: Markdown, marks: MarksExtension):
        super().__init__(md)
        self.marks = marks

    def run(self, root: etree.Element) -> None:
        for parent in list(root.iter()):
            for image in [child for child in parent if child.tag == "img"]:
                if image.get("src", "") not in self.marks.context.files:
                    self.marks.unresolved.append(f"figure:{image.get('src', '')}")
                    _replace_by_words(image)
                elif parent.tag == "p" and len(parent) == 1 and not (parent.text or "").strip():
                    self._make_figure(parent, image)
                else:
                    self._point_to(image, image.get("src", ""))

    def _make_figure(self, parent: etree.Element, image: etree.Element) -> None:
        path, caption = image.get("src", ""), image.attrib.pop("title", "")
        parent.tag, parent.text = "figure", None
        parent.remove(image)
        image.tail = None
        picture = etree.SubElement(parent, "picture")
        narrow = f"{path.removesuffix('.svg')}.narrow.svg"
        if narrow in self.marks.context.files:
            source = {"srcset": self.marks.context.file_url(narrow), "media": _NARROW, **self._size(narrow)}
            etree.SubElement(picture, "source", source)
        self._point_to(image, path)
        picture.append(image)
        if caption:
            etree.SubElement(parent, "figcaption").text = caption

    def _point_to(self, image: etree.Element, path: str) -> None:
        image.attrib.update({"src": self.marks.context.file_url(path), "loading": "lazy", **self._size(path)})

    def _size(self, path: str) -> dict[str, str]:
        """Width and height keep the page from jumping when the picture arrives."""
        match = _VIEW_BOX.search(self.marks.context.files[path][:2000])
        return {"width": match.group(1), "height": match.group(2)} if match else {}


def _replace_by_words(image: etree.Element) -> None:
    words, tail = image.get("alt", ""), image.tail
    image.clear()
    image.tag, image.text, image.tail = "em", words, tail


class _Tables(Treeprocessor):
    """A wide table scrolls inside its own box, which says what it holds.

    A group and not a region: two tables with the same heads would be two landmarks of one name.
    """

    def run(self, root: etree.Element) -> None:
        for parent in list(root.iter()):
            for index, table in enumerate(list(parent)):
                if table.tag == "table":
                    parent[index] = _region_of(table)


def _region_of(table: etree.Element) -> etree.Element:
    heads = table.findall("./thead/tr/th")
    for head in heads:
        head.set("scope", "col")
    label = "、".join("".join(head.itertext()).strip() for head in heads)
    box = etree.Element("div", {"class": "scroll", "tabindex": "0", "role": "group", "aria-label": f"表格：{label}"})
    box.tail, table.tail = table.tail, None
    box.append(table)
    return box


def fence(source: str, language: str, css_class: str, options: dict, md: Markdown, **kwargs) -> str:
    """The formatter of every fenced block: `text` is a prompt to copy, all else is code."""
    if language in {"", "text"}:
        return block_with_copy("prompt", "提示词", f"<pre>{escape(source, quote=False)}</pre>")
    return code_block(source, language, language)


def plain_fence(source: str, language: str, css_class: str, options: dict, md: Markdown, **kwargs) -> str:
    return f"<pre><code>{escape(source, quote=False)}</code></pre>"


def code_block(source: str, language: str, title: str, *, head: str = "") -> str:
    """`head` is HTML to stand above the code in place of its title."""
    try:
        lexer = get_lexer_by_name(language)
    except ClassNotFound:
        lexer = get_lexer_by_name("text")
    coloured = highlight(source, lexer, HtmlFormatter(nowrap=True)).rstrip("\n")
    # Long lines scroll inside the block, so the keyboard must be able to get there.
    pre = f'<pre tabindex="0" role="group" aria-label="{escape(title)}">{coloured}</pre>'
    return block_with_copy("prompt code", head or escape(title), _folded(pre, lines=coloured.count("\n") + 1))


def block_with_copy(css_class: str, head: str, pre: str) -> str:
    button = '<button class="btn quiet" type="button" data-copy="已复制">复制</button>'
    top = f'<div class="prompt-h"><span>{head}</span>{button}</div>'
    return f'<div class="{css_class}">{top}{pre}</div>'


def _folded(pre: str, *, lines: int) -> str:
    """A long script is opened by whoever wants to read it: on a phone it would stand for five screens."""
    if lines <= LONG_CODE:
        return pre
    return f"<details><summary>展开 {lines} 行</summary>{pre}</details>"


def _lexer_for(name: str) -> str:
    try:
        return get_lexer_for_filename(name).aliases[0]
    except (ClassNotFound, IndexError):
        return "text"


def headings_of(tokens: list[dict]) -> list[dict]:
    """Python-Markdown's nested toc tokens as a flat list of {id, text, level}."""
    found = []
    for token in tokens:
        found.append({"id": token["id"], "text": unescape(token["name"]), "level": token["level"]})
        found += headings_of(token["children"])
    return found
