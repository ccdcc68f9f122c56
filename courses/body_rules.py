"""What the body of a ready lesson must be: its headings, its marks, and no markup of other kinds."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from functools import cache

from courses import blocks
from courses.document import Source
from courses.problems import Problem
from courses.shapes import LessonDocument

ANCHORS = ("try-first", "core-idea", "worked-example", "practice", "pitfalls", "limits", "recap")
CALLOUTS = ("TIP", "WARNING", "SAFETY")

Finding = tuple[int, str]  # line of the body from 0, what to mend

MARK = re.compile(r"\[\[([a-z]+)(?::([^\]\n]*))?\]\]")
_ANY_MARK = re.compile(r"\[\[[^\n]*?\]\]|\[\[")
_CODE_SPAN = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_HTML = re.compile(r"</?[A-Za-z][^>\n]*>|<!--|<[A-Za-z]+$")
_CALLOUT = re.compile(r"^\s*>\s*\[!([^\]]*)\]")
IMAGE = re.compile(r"!\[([^\]]*)\]\(([^)]*)\)")
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\([^)]*\)|<https?:[^>]*>")
_ADDRESS = re.compile(r"https?://|www\.", re.IGNORECASE)
_UNDERLINED = re.compile(r"^=+\s*$")
_OWN_LINE = {"practice", "quiz", "code"}


def check(
    source: Source[LessonDocument], hotlines: frozenset[str], terms: Collection[str], files: Mapping[str, str]
) -> Iterator[Problem]:
    lesson = source.document
    if not lesson.body:
        return
    findings = [
        *_headings(lesson.body),
        *_markup(lesson.body),
        *_marks(lesson, hotlines, terms, files),
        *_figures(lesson, files),
        *_typed_hotlines(lesson.body, hotlines),
    ]
    for number, mend in findings:
        yield source.problem_in_body(number, mend)
    yield from _unmarked(source)
    yield from _quiz_anchors(source)
    if lesson.sensitivity == "high" and "[!SAFETY]" not in lesson.body:
        yield source.problem(("body",), "sensitivity 是 high 时正文要有 > [!SAFETY] 提示框")


def _headings(body: str) -> Iterator[Finding]:
    found = blocks.headings(body)
    for heading in found:
        if heading.level == 1:
            yield heading.number, "正文不用一级标题；标题来自 title，这里从 ## 开始"
        if heading.level == 2 and heading.anchor not in ANCHORS:
            yield heading.number, f"二级标题只能是这七个锚点之一：{'、'.join(ANCHORS)}；其他内容用 ###"
    anchors = [heading.anchor for heading in found if heading.level == 2 and heading.anchor in ANCHORS]
    for anchor in ANCHORS:
        if anchor not in anchors:
            yield 0, f"缺少锚点是 {{#{anchor}}} 的二级标题"
    if anchors != sorted(anchors, key=ANCHORS.index):
        yield 0, f"二级标题的次序应当是：{'、'.join(ANCHORS)}"
    seen: set[str] = set()
    for heading in found:
        if heading.anchor and heading.anchor in seen:
            yield heading.number, f"锚点 {heading.anchor} 用了两次"
        seen.add(heading.anchor)


def _markup(body: str) -> Iterator[Finding]:
    if blocks.has_open_fence(body):
        yield body.count("\n"), "有一个代码块没有收尾的 ```"
    before = ""
    for line in blocks.lines(body):
        if line.is_code:
            if line.opens == "":
                yield line.number, "代码块要写语言，提示词写 ```text"
            continue
        text = _CODE_SPAN.sub("", line.text)
        callout = _CALLOUT.match(text)
        if callout and callout[1] not in CALLOUTS:
            yield line.number, f"只有三种提示框：{'、'.join(CALLOUTS)}"
        if _UNDERLINED.match(text) and before.strip():
            yield line.number, "正文不用一级标题（下面一行 === 也是）"
        if _HTML.search(_LINK.sub("", text)):
            yield line.number, "正文不用 HTML；要显示 < 就放进 `` 里"
        if _ADDRESS.search(_LINK.sub("", text)):
            yield line.number, "正文不写裸网址；放进 references，用 [[ref:r1]] 引用"
        before = text


def _marks(
    lesson: LessonDocument, hotlines: frozenset[str], terms: Collection[str], files: Mapping[str, str]
) -> Iterator[Finding]:
    known: dict[str, Collection[str]] = {
        "practice": {task.id for task in lesson.practice},
        "ref": {reference.id for reference in lesson.references},
        "term": terms,
        "hotline": hotlines,
        "code": {path.rpartition("/")[2] for path in files if path.startswith("code/")},
    }
    where = {
        "practice": "practice 里",
        "ref": "references 里",
        "term": "glossary.md 里",
        "hotline": "hotlines.yaml 里",
        "code": f"code/{lesson.slug}/ 里",
    }
    seen: set[str] = set()
    for number, text in text_lines(lesson.body):
        for found in _ANY_MARK.finditer(text):
            mark = MARK.fullmatch(found[0])
            kind, target = (mark[1], mark[2]) if mark else ("", None)
            if kind == "quiz" and target is None:
                pass
            elif kind not in known or not target:
                yield (
                    number,
                    f"不认识 {found[0]}；可用 [[quiz]] 和 practice、ref、code、term、hotline 五种 [[…:…]]",
                )
            elif target not in known[kind]:
                yield number, f"{found[0]}：{where[kind]}没有「{target}」"
            if kind in _OWN_LINE and text.strip() != found[0]:
                yield number, f"{found[0]} 要自己占一行"
            if kind in ("practice", "quiz", "term") and found[0] in seen:
                yield number, f"{found[0]} 只写一次" + ("，在第一次用到这个词的地方" if kind == "term" else "")
            seen.add(found[0])


def _unmarked(source: Source[LessonDocument]) -> Iterator[Problem]:
    marks = Counter(found[0] for _, text in text_lines(source.document.body) for found in MARK.finditer(text))
    if source.document.quiz and not marks["[[quiz]]"]:
        yield source.problem(("body",), "正文缺少 [[quiz]]；放在小结里，自己占一行")
    for position, task in enumerate(source.document.practice):
        if not marks[f"[[practice:{task.id}]]"]:
            yield source.problem(("practice", position), f"正文里没有 [[practice:{task.id}]]；放进动手练习一节")


def _figures(lesson: LessonDocument, files: Mapping[str, str]) -> Iterator[Finding]:
    home = f"figures/{lesson.slug}/"
    for number, text in text_lines(lesson.body):
        for alt, path in IMAGE.findall(text):
            if not alt.strip():
                yield number, "图要有文字说明：![图里有什么](…)"
            if not path.startswith(home) or ".." in path or "/" in path.removeprefix(home):
                yield number, f"图只能来自 {home}，这里写的是 {path}"
            elif path.endswith(".narrow.svg"):
                yield number, "正文写宽图的名字，手机上会自己换成 .narrow.svg"
            elif path not in files:
                yield number, f"没有 {path} 这张图"


def _typed_hotlines(body: str, hotlines: frozenset[str]) -> Iterator[Finding]:
    patterns = {hotline: _typed(hotline) for hotline in hotlines}
    for number, text in text_lines(body):
        said = _ANY_MARK.sub("", text) if any(hotline in text for hotline in hotlines) else ""
        for hotline, pattern in patterns.items() if said else ():
            if pattern.search(said):
                yield number, f"热线不手写；{hotline} 写成 [[hotline:{hotline}]]"


@cache
def _typed(hotline: str) -> re.Pattern[str]:
    """A short number is an everyday one too ("120 字"), so it counts only where somebody is told to call it."""
    number = re.escape(hotline)
    if len(hotline) > 3:
        return re.compile(rf"(?<![\d.\-]){number}(?![\d.\-])")
    return re.compile(rf"(?:[打拨]|热线|电话)\s*「?{number}(?!\d)|(?<!\d){number}\s*(?:急救|报警|热线|电话)")


def _quiz_anchors(source: Source[LessonDocument]) -> Iterator[Problem]:
    anchors = {heading.anchor for heading in blocks.headings(source.document.body)}
    for position, question in enumerate(source.document.quiz):
        if question.anchor not in anchors:
            yield source.problem(("quiz", position, "anchor"), f"正文没有锚点是 {{#{question.anchor}}} 的标题")


def text_lines(body: str) -> Iterator[Finding]:
    """Lines outside code, without their code spans."""
    for line in blocks.lines(body):
        if not line.is_code:
            yield line.number, _CODE_SPAN.sub("", line.text)
