"""What only shows when the lessons of a course lie side by side."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from math import sqrt

from courses.body_rules import text_lines
from courses.document import Source
from courses.problems import Problem
from courses.shapes import LessonDocument, QuizQuestion

from . import prose
from .quiz import place_of_right, right_is_longest

Lessons = tuple[Source[LessonDocument], ...]

SAME_SENTENCE = 14  # Han characters from which a sentence said twice was not said twice by chance
DAY = range(40, 111)  # minutes
FEW = 10  # questions; below this, chance alone explains everything
LEAST_SHARE = 1 / 3  # of true and of false answers: who always guesses the same must not do well
NAMED = 8

_END = re.compile(r"[。！？!?；;\n|]")
_NOT_SAID = re.compile(r"\[\[[^\]]*\]\]|!\[[^\]]*\]\([^)]*\)|\*\*|^\s*(?:(?:>|-|\d+\.)\s+)+")
_NO_WORD = re.compile(r"[\W_]+")
_HEADING = re.compile(r"^#+ ")
# Every lesson declares in these words what its authors wrote, and what becomes of a learner's own words.
_LABEL = re.compile(r"由课程作者编写|课程作者概括|不是模型的(?:原始)?输出|由课程脚本实际打印|这道题不评分")


def advise(ready: Lessons, *, drafts: Lessons = ()) -> Iterator[Problem]:
    yield from _repeated(ready)
    yield from _days(ready, {(one.document.stage, one.document.day) for one in drafts})
    yield from _answers(ready)


def _repeated(ready: Lessons) -> Iterator[Problem]:
    first: dict[str, Source[LessonDocument]] = {}
    for source in sorted(ready, key=lambda one: (one.document.stage, one.document.order)):
        told: set[str] = set()
        for sentence, problem in _sentences(source):
            bare = _NO_WORD.sub("", sentence)
            other = first.setdefault(bare, source)
            if other is not source and bare not in told:
                told.add(bare)
                yield problem(f"「{sentence.strip()}」在 {other.document.id} 里也有；各课的话各写各的")


def _sentences(source: Source[LessonDocument]) -> Iterator[tuple[str, Callable[[str], Problem]]]:
    """(sentence, how to complain about it) of the body, the instructions, the hints and the reasons of the quiz."""
    for number, text in text_lines(source.document.body):
        if not _HEADING.match(text):
            for sentence in _long(text):
                yield sentence, partial(source.problem_in_body, number)
    for position, task in enumerate(source.document.practice):
        for place, text in prose.taught(task):
            for sentence in _long(text):
                yield sentence, partial(source.problem, ("practice", position, *place))
    for position, question in enumerate(source.document.quiz):
        for place, text in prose.explained(question):
            for sentence in _long(text):
                yield sentence, partial(source.problem, ("quiz", position, *place))


def _long(text: str) -> list[str]:
    pieces = _END.split(_NOT_SAID.sub("", text))
    return [piece for piece in pieces if prose.han(piece) >= SAME_SENTENCE and not _LABEL.search(piece)]


def _days(ready: Lessons, unfinished: set[tuple[int, int]]) -> Iterator[Problem]:
    days: dict[tuple[int, int], list[Source[LessonDocument]]] = defaultdict(list)
    for source in ready:
        days[source.document.stage, source.document.day].append(source)
    for day, sources in days.items():
        total = sum(source.document.minutes or 0 for source in sources)
        if day not in unfinished and total not in DAY:
            longest = max(sources, key=lambda source: source.document.minutes or 0)
            shares = "、".join(f"{source.document.id} {source.document.minutes}" for source in sources)
            mend = f"第 {day[1]} 天一共 {total} 分钟（{shares}）；一天要有 {DAY.start} 到 {DAY.stop - 1} 分钟"
            yield longest.problem(("minutes",), mend)


def _answers(ready: Lessons) -> Iterator[Problem]:
    singles = [
        (f"{source.document.id} {question.id}", question)
        for source in ready
        for question in source.document.quiz
        if question.type == "single" and any(option.correct for option in question.options)
    ]
    if len(singles) >= FEW:
        yield from _longest(singles)
        yield from _places([question for _, question in singles])
    verdicts = [question.answer for source in ready for question in source.document.quiz if question.answer is not None]
    for answer, said in ((True, "对"), (False, "错")):
        if len(verdicts) >= FEW and verdicts.count(answer) < len(verdicts) * LEAST_SHARE:
            mend = f"{len(verdicts)} 道判断题里只有 {verdicts.count(answer)} 道答「{said}」，至少三分之一"
            yield Problem("course.md", 0, "quiz", f"{mend}；把几句话改成相反的说法")


def _longest(singles: list[tuple[str, QuizQuestion]]) -> Iterator[Problem]:
    longest = [name for name, question in singles if right_is_longest(question)]
    chance = sum(1 / len(question.options) for _, question in singles)
    if len(longest) > chance:
        named = "、".join(longest[:NAMED]) + ("……" if len(longest) > NAMED else "")
        mend = f"{len(singles)} 道单选里有 {len(longest)} 道的正确选项最长，碰运气是 {chance:.0f} 道；改短几道：{named}"
        yield Problem("course.md", 0, "quiz", mend)


def _places(singles: list[QuizQuestion]) -> Iterator[Problem]:
    for place in range(max(len(question.options) for question in singles)):
        chances = [1 / len(question.options) for question in singles if len(question.options) > place]
        found = sum(place_of_right(question) == place for question in singles)
        # Two standard deviations: what honest shuffling stays within 19 times out of 20.
        if abs(found - sum(chances)) > 2 * sqrt(sum(chance * (1 - chance) for chance in chances)):
            mend = f"{len(singles)} 道单选里，正确选项有 {found} 道在第 {place + 1} 个，碰运气是 {sum(chances):.0f} 道"
            yield Problem("course.md", 0, "quiz", f"{mend}；换换位置")
