"""What gives an answer away, and what a quiz should ask about."""

import re
from collections.abc import Iterator

from courses import blocks
from courses.document import Source
from courses.problems import Problem
from courses.shapes import LessonDocument, QuizQuestion

from . import prose
from .body import sections

UNLIKE = 2  # times the shortest option …
UNLIKE_BY = 8  # … and characters more: then the lengths of a question's options differ too much

_RECALL = re.compile(r"什么是|指的是什么|是什么意思|是什么的缩写|的定义|的全称|叫(?:做)?什么|哪一年|谁提出")
_ALL_OR_NONE = re.compile(r"以上都|以上全|以上皆|都不(?:对|是)$|全都对")
_ABSOLUTE = re.compile(r"(?<!不)(?:一定(?!的|程度|数量|条件|范围|时间)|绝对|百分之百|永远)")
_NEGATIVE = re.compile(r"不正确|错误的是|不属于|不包括|不对的是")


def advise(source: Source[LessonDocument]) -> Iterator[Problem]:
    quiz = source.document.quiz
    for position, question in enumerate(quiz):
        for name, mend in _findings(question):
            yield source.problem(("quiz", position, name), mend)
    singles = [question for question in quiz if question.type == "single" and any(o.correct for o in question.options)]
    longest = [question.id for question in singles if right_is_longest(question)]
    if len(longest) * 2 > len(singles):
        mend = f"{len(singles)} 道单选里，{'、'.join(longest)} 的正确选项最长；最多一半，删短它或写足错的选项"
        yield source.problem(("quiz",), mend)
    if len(singles) > 1 and len({place_of_right(question) for question in singles}) == 1:
        yield source.problem(("quiz",), f"单选的正确选项都在第 {place_of_right(singles[0]) + 1} 个；换换位置")
    recalled = [question.id for question in quiz if _RECALL.search(question.question)]
    if len(recalled) > 1:
        yield source.problem(("quiz",), f"{'、'.join(recalled)} 像是只考记性；最多一题，其他改成小情境")
    yield from _limits(source)


def place_of_right(question: QuizQuestion) -> int:
    """From 0."""
    return next(place for place, option in enumerate(question.options) if option.correct)


def right_is_longest(question: QuizQuestion) -> bool:
    right = len(question.options[place_of_right(question)].text)
    return all(len(option.text) < right for option in question.options if not option.correct)


def _findings(question: QuizQuestion) -> Iterator[tuple[str, str]]:
    if _NEGATIVE.search(question.question):
        yield "question", "不反着问；问哪一个对，或者问该怎么做"
    if question.type == "single" and question.options:
        lengths = sorted(len(option.text) for option in question.options)
        if lengths[-1] > lengths[0] * UNLIKE and lengths[-1] - lengths[0] > UNLIKE_BY:
            yield "options", f"选项从 {lengths[0]} 到 {lengths[-1]} 个字符，长短差太多；写得差不多长"
    for option in question.options:
        if found := _ALL_OR_NONE.search(option.text):
            yield "options", f"不用「{found[0]}」这样的选项；写一个真会有人犯的错"
        if not option.correct and (found := _ABSOLUTE.search(prose.unquoted(option.text))):
            yield "options", f"错的选项里有「{found[0]}」，一看就知道错；去掉"


def _limits(source: Source[LessonDocument]) -> Iterator[Problem]:
    lesson = source.document
    found = sections(lesson.body)
    lines = {heading.anchor: heading.number for heading in blocks.headings(lesson.body)}
    about = [*found.get("limits", ()), *found.get("pitfalls", ())]
    if lesson.quiz and about and all(lines.get(question.anchor) not in about for question in lesson.quiz):
        yield source.problem(("quiz",), "至少一题问边界或安全（anchor 在 limits 或 pitfalls 一节里）")
