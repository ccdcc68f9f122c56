"""The documents of a course as frozen dataclasses: one class for each kind of file and for each part of it.

Fields stand in the canonical order of the author guide, so the order here is the order in a file.
The markers BLOCK and FLOW say how a value is written; everything else is one line or a block list.
"""

import re
from datetime import date
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BeforeValidator, ConfigDict, Discriminator, Field, Strict, Tag
from pydantic.dataclasses import dataclass
from pydantic_core import PydanticCustomError

from courses.strict_yaml import Plain

BLOCK = "block"
FLOW = "flow"
BODY = "body"  # not in the front matter: what follows it

_SHAPE = ConfigDict(extra="forbid")


def _refuse(mend: str) -> PydanticCustomError:
    return PydanticCustomError("mend", "{mend}", {"mend": mend})


def _one_line(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    text = value.strip()
    if "\n" in text or "\t" in text:
        raise _refuse("要写在一行里，不换行，不用制表符")
    return text


def _block(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    text = "\n".join(line.rstrip() for line in value.split("\n")).strip()
    return f"{text}\n" if text else ""


def _whole(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | Plain):
        raise _refuse("要写成整数，不加引号")
    if isinstance(value, Plain) and not re.fullmatch(r"0|-?[1-9][0-9]{0,6}", value):
        raise _refuse(f"「{value}」不是整数；前面不补 0，不带小数和单位")
    return int(value)


def _switch(value: Any) -> Any:
    if isinstance(value, bool):
        return value
    if isinstance(value, Plain) and value in ("true", "false"):
        return value == "true"
    raise _refuse("只能写 true 或 false，不加引号")


def _matches(pattern: str, mend: str) -> BeforeValidator:
    def check(value: Any) -> Any:
        text = _one_line(value)
        if isinstance(text, str) and not re.fullmatch(pattern, text):
            raise _refuse(f"「{text}」不合格式：{mend}")
        return text

    return BeforeValidator(check)


def _dated(pattern: str, mend: str) -> BeforeValidator:
    def check(value: Any) -> Any:
        text = _one_line(value)
        if isinstance(text, str):
            try:
                found = re.fullmatch(pattern, text) and date.fromisoformat((text + "-01-01")[:10])
            except ValueError:
                found = None
            if not found:
                raise _refuse(f"「{text}」不是{mend}")
        return text

    return BeforeValidator(check)


def _numbered(letter: str) -> BeforeValidator:
    return _matches(rf"{letter}[1-9][0-9]{{0,2}}", f"写成 {letter}1、{letter}2 这样")


def _text_or_turns(value: Any) -> str:
    return "<turns>" if isinstance(value, list | tuple) else "<text>"


# Bounds are those of the columns that pages ask for, so that no value is cut by a database.
T = TypeVar("T")
ListOf = Annotated[tuple[T, ...], Strict(False)]
FlowList = Annotated[tuple[T, ...], Strict(False), FLOW]

Line = Annotated[str, BeforeValidator(_one_line), Field(strict=True, min_length=1, max_length=1000)]
Word = Annotated[Line, Field(max_length=60)]
Name = Annotated[Line, Field(max_length=80)]
Title = Annotated[Line, Field(max_length=120)]
Sentence = Annotated[Line, Field(max_length=200)]
Passage = Annotated[Line, Field(max_length=300)]
Block = Annotated[str, BeforeValidator(_block), Field(strict=True, min_length=1, max_length=20_000), BLOCK]
Body = Annotated[str, Strict(), BODY]
Switch = Annotated[bool, BeforeValidator(_switch)]
Schema = Annotated[Literal[1], BeforeValidator(_whole)]
Whole = Annotated[int, BeforeValidator(_whole)]
Day = Annotated[Whole, Field(ge=1, le=999)]
Minutes = Annotated[Whole, Field(ge=1, le=600)]
Characters = Annotated[Whole, Field(ge=1, le=8000)]
Percent = Annotated[Whole, Field(ge=1, le=100)]
StageNumber = Annotated[Whole, Field(ge=1, le=9)]
Slug = Annotated[str, _matches(r"[a-z0-9-]+", "只用小写字母、数字和连字符"), Field(strict=True, max_length=50)]
LessonSlug = Annotated[str, _matches(r"[a-z0-9-]+", "只用小写字母、数字和连字符"), Field(strict=True, max_length=80)]
LessonKey = Annotated[str, _matches(r"s[1-9]-\d{3}", "写成 s1-012 这样"), Strict()]
ObjectiveKey = Annotated[str, _numbered("o"), Strict()]
TaskKey = Annotated[str, _numbered("p"), Strict()]
MilestoneKey = Annotated[str, _numbered("m"), Strict()]
GoalKey = Annotated[str, _numbered("g"), Strict()]
CriterionKey = Annotated[str, _numbered("r"), Strict()]
QuestionKey = Annotated[str, _numbered("q"), Strict()]
ReferenceKey = Annotated[str, _numbered("r"), Strict()]
VariableName = Annotated[str, _matches(r"[a-z][a-z0-9_]{0,39}", "用小写字母、数字和下划线，以字母开头"), Strict()]
ImageSize = Annotated[str, _matches(r"[1-9]\d{1,4}x[1-9]\d{1,4}", "写成 1024x1024 这样"), Strict()]
Language = Annotated[str, _matches(r"[A-Za-z][A-Za-z-]{1,9}", "写成 zh-Hans 这样"), Strict()]
PhoneNumber = Annotated[str, _matches(r"\d[\d-]{1,18}\d", "只写数字和短横"), Strict()]
FullDate = Annotated[str, _dated(r"\d{4}-\d\d-\d\d", '日期；写成 "2026-11-22" 这样'), Strict()]
PartDate = Annotated[str, _dated(r"\d{4}(-\d\d){0,2}", '日期；写成 "2026-11-22"、"2026-11" 或 "2026"'), Strict()]
ToolStatus = Literal["active", "limited", "changed", "closed", "unknown"]
Proof = Literal["link", "image", "text"]
SafetyTag = Literal[
    "mental", "medical", "legal", "money", "belief", "minor", "likeness", "account", "privacy", "bias", "distress"
]
Mode = Literal["chat", "rewrite", "role-play", "compare", "image", "checklist", "project"]


@dataclass(frozen=True, config=_SHAPE, kw_only=True)
class Objective:
    id: ObjectiveKey
    text: Line


@dataclass(frozen=True, config=_SHAPE, kw_only=True)
class LessonTool:
    id: Slug
    need: Literal["required", "optional"]
    fallback: Line | None = None


@dataclass(frozen=True, config=_SHAPE, kw_only=True)
class ImageSettings:
    size: ImageSize
    count: Annotated[Whole, Field(ge=1, le=16)]
    vary: Line


@dataclass(frozen=True, config=_SHAPE, kw_only=True)
class Metric:
    name: Line
    unit: Line


@dataclass(frozen=True, config=_SHAPE, kw_only=True)
class Milestone:
    id: MilestoneKey
    title: Line
    day: Day
    deliver: Line
    evidence: FlowList[Proof] = ()
    metrics: ListOf[Metric] = ()


@dataclass(frozen=True, config=_SHAPE, kw_only=True)
class Budget:
    hours: Annotated[Whole, Field(ge=0, le=9999)]
    yuan: Annotated[Whole, Field(ge=0, le=999_999)]


@dataclass(frozen=True, config=_SHAPE, kw_only=True)
class Variable:
    name: VariableName
    label: Line
    default: Line
    max_chars: Characters


@dataclass(frozen=True, config=_SHAPE, kw_only=True)
class Starters:
    a: Block
    b: Block


@dataclass(frozen=True, config=_SHAPE, kw_only=True)
class Goal:
    id: GoalKey
    text: Line


@dataclass(frozen=True, config=_SHAPE, kw_only=True)
class Checks:
    """Gates before any model is asked. Characters are counted without white space."""

    min_chars: Characters | None = None
    max_chars: Characters | None = None
    min_turns: Annotated[Whole, Field(ge=1, le=20)] | None = None
    forbid: FlowList[Literal["phone", "id_number"]] = ()
    columns: FlowList[Line] = ()


@dataclass(frozen=True, config=_SHAPE, kw_only=True)
class Criterion:
    id: CriterionKey
    criterion: Line
    weight: Percent
    full: Line
    half: Line
    zero: Line


@dataclass(frozen=True, config=_SHAPE, kw_only=True)
class Turn:
    by: Literal["learner", "model"]
    text: Block


Example = Annotated[
    Annotated[Block, Tag("<text>")] | Annotated[ListOf[Turn], Tag("<turns>")], Discriminator(_text_or_turns)
]


@dataclass(frozen=True, config=_SHAPE, kw_only=True)
class Task:
    id: TaskKey
    title: Title
    mode: Mode
    optional: Switch = False
    minutes: Minutes | None = None
    objectives: FlowList[ObjectiveKey] = ()
    grade: Literal["prompt", "transcript", "note", "evidence", "self"]
    pass_mark: Annotated[Percent | None, Field(alias="pass")] = None
    max_turns: Annotated[Whole, Field(ge=5, le=10)] | None = None
    compare: Literal["prompts", "models"] | None = None
    runs: Annotated[Whole, Field(ge=1, le=5)] | None = None
    image: ImageSettings | None = None
    evidence: FlowList[Proof] = ()
    milestones: ListOf[Milestone] = ()
    budget: Budget | None = None
    stop_rule: Line | None = None
    disclosure: Line | None = None
    instructions: Block
    material: Block | None = None
    system: Block | None = None
    variables: ListOf[Variable] = ()
    starter: Block | None = None
    starters: Starters | None = None
    goals: ListOf[Goal] = ()
    checks: Checks | None = None
    rubric: ListOf[Criterion] = ()
    self_check: ListOf[Line] = ()
    hints: ListOf[Line] = ()
    lazy_example: Example | None = None
    good_example: Example | None = None
    good_because: ListOf[Line] = ()
    sample_reply: Block | None = None


@dataclass(frozen=True, config=_SHAPE, kw_only=True)
class Option:
    text: Line
    correct: Switch = False
    why: Line


@dataclass(frozen=True, config=_SHAPE, kw_only=True)
class QuizQuestion:
    id: QuestionKey
    type: Literal["single", "multiple", "true-false"]
    objective: ObjectiveKey
    question: Line
    options: ListOf[Option] = ()
    answer: Switch | None = None
    explanation: Line
    anchor: Line
    review: Switch = False


@dataclass(frozen=True, config=_SHAPE, kw_only=True)
class Reference:
    id: ReferenceKey
    title: Line
    by: Line
    published: PartDate
    checked: FullDate
    supports: Line


@dataclass(frozen=True, config=_SHAPE, kw_only=True)
class LessonDocument:
    """A draft needs the fields without a default; what a ready lesson needs besides is in `courses.rules`."""

    schema: Schema
    id: LessonKey
    slug: LessonSlug
    title: Title
    seed_title: Title
    stage: StageNumber
    order: Day
    day: Day
    minutes: Minutes | None = None
    kind: Literal["concept", "scenario", "role-play", "exercise", "tool", "project"]
    status: Literal["draft", "ready", "outdated"]
    sensitivity: Literal["none", "care", "high"] | None = None
    safety: FlowList[SafetyTag] = ()
    summary: Sentence
    objectives: ListOf[Objective] = ()
    prerequisites: FlowList[LessonSlug] = ()
    tools: ListOf[LessonTool] = ()
    practice: ListOf[Task] = ()
    quiz: ListOf[QuizQuestion] = ()
    references: ListOf[Reference] = ()
    authors: FlowList[Line] = ()
    last_reviewed: FullDate | None = None
    review_every_days: Annotated[Whole, Field(ge=1, le=999)] | None = None
    body: Body = ""


@dataclass(frozen=True, config=_SHAPE, kw_only=True)
class CourseDocument:
    schema: Schema
    slug: Slug
    title: Title
    language: Language
    summary: Passage
    body: Body = ""


@dataclass(frozen=True, config=_SHAPE, kw_only=True)
class StageDocument:
    schema: Schema
    stage: StageNumber
    title: Title
    days: Day
    floor: Switch = False
    goal: Passage
    body: Body = ""


@dataclass(frozen=True, config=_SHAPE, kw_only=True)
class ToolEntry:
    id: Slug
    name: Name
    maker: Name | None = None
    status: ToolStatus
    checked: FullDate
    replacement: Slug | None = None
    source: Passage | None = None


@dataclass(frozen=True, config=_SHAPE, kw_only=True)
class ToolList:
    schema: Schema
    tools: ListOf[ToolEntry]


@dataclass(frozen=True, config=_SHAPE, kw_only=True)
class HotlineEntry:
    number: PhoneNumber
    name: Name
    purpose: Sentence
    source: Passage
    checked: FullDate
    verified: Switch


@dataclass(frozen=True, config=_SHAPE, kw_only=True)
class HotlineList:
    schema: Schema
    hotlines: ListOf[HotlineEntry]


@dataclass(frozen=True, config=_SHAPE, kw_only=True)
class GlossaryTerm:
    word: Word
    slug: Slug
    body: Line


@dataclass(frozen=True, config=_SHAPE, kw_only=True)
class Glossary:
    terms: ListOf[GlossaryTerm] = ()


Document = LessonDocument | CourseDocument | StageDocument | ToolList | HotlineList | Glossary
