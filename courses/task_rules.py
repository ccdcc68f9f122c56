"""What the tasks, the quiz and the objectives of a ready lesson must be."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from courses import gates
from courses.document import Source
from courses.problems import Problem
from courses.shapes import Example, LessonDocument, QuizQuestion, Task
from courses.strict_yaml import Place

Finding = tuple[Place, str]

_VARIABLE = re.compile(r"\{\{(.*?)\}\}")
# 5 figures that begin like a hotline, or 3 figures told to be called; not an amount ("12000 元").
PHONE = re.compile(
    r"(?<![\d.\-])(?:(?:12|9[56])\d{3}(?![\d.\-]|\s*[元字个人次步年月天分秒%％])"
    r"|(?<=[打拨])\s*1[12]\d(?!\d)|1[12]\d(?=\s*(?:急救|报警|热线|电话)))"
)
_PROMPTED = {"chat", "rewrite", "role-play", "compare"}
_ONLY_IN = {
    "max_turns": "role-play",
    "goals": "role-play",
    "compare": "compare",
    "runs": "compare",
    "image": "image",
    "milestones": "project",
    "budget": "project",
    "stop_rule": "project",
    "disclosure": "project",
}
_NEEDED_BY = {
    "role-play": ("max_turns", "system"),
    "rewrite": ("starter",),
    "compare": ("compare", "runs"),
    "image": ("image",),
    "checklist": ("evidence", "self_check"),
    "project": ("milestones", "budget", "stop_rule", "disclosure"),
}


def check_tasks(source: Source[LessonDocument], *, hotlines: frozenset[str]) -> Iterator[Problem]:
    lesson = source.document
    required = [task for task in lesson.practice if not task.optional]
    least, most = {"project": (1, 1), "exercise": (3, 3)}.get(lesson.kind, (2, 3))
    if lesson.practice and not least <= len(required) <= most:
        count = str(least) if least == most else f"{least} 到 {most}"
        yield source.problem(("practice",), f"必做练习要有 {count} 个，现在有 {len(required)} 个")
    if len(lesson.practice) - len(required) > 1:
        yield source.problem(("practice",), "选做练习最多一个")
    if lesson.kind == "project" and any(task.mode != "project" for task in required):
        yield source.problem(("practice",), "项目课的必做练习要用 mode: project")
    for position, task in enumerate(lesson.practice):
        for place, mend in _findings(_Checked(task, hotlines)):
            yield source.problem(("practice", position, *place), mend)


def check_objectives(source: Source[LessonDocument]) -> Iterator[Problem]:
    lesson = source.document
    if lesson.objectives and not 2 <= len(lesson.objectives) <= 4:
        yield source.problem(("objectives",), f"写 2 到 4 条，现在有 {len(lesson.objectives)} 条")
    met = {key for task in lesson.practice if not task.optional for key in task.objectives}
    met |= {question.objective for question in lesson.quiz}
    for position, objective in enumerate(lesson.objectives):
        place = ("objectives", position, "text")
        if not objective.text.startswith("能") or objective.text.startswith(("能了解", "能掌握")):
            yield source.problem(place, "以「能」加一个看得见的动作开头，不写了解、掌握")
        if objective.id not in met:
            yield source.problem(place, "没有必做练习或小测题练到这一条；补一题，或删掉它")
    known = {objective.id for objective in lesson.objectives}
    for position, task in enumerate(lesson.practice):
        for number, key in enumerate(task.objectives):
            if key not in known:
                yield source.problem(("practice", position, "objectives", number), f"没有 {key} 这条目标")
    for position, question in enumerate(lesson.quiz):
        if question.objective not in known:
            yield source.problem(("quiz", position, "objective"), f"没有 {question.objective} 这条目标")


def check_quiz(source: Source[LessonDocument]) -> Iterator[Problem]:
    quiz = source.document.quiz
    if quiz and not 4 <= len(quiz) <= 6:
        yield source.problem(("quiz",), f"小测要有 4 到 6 题，现在有 {len(quiz)} 题")
    if quiz and not 1 <= sum(question.review for question in quiz) <= 3:
        yield source.problem(("quiz",), "1 到 3 题写 review: true，以后再问")
    for position, question in enumerate(quiz):
        for name, mend in _question_findings(question):
            yield source.problem(("quiz", position, name), mend)


@dataclass(frozen=True)
class _Checked:
    task: Task
    hotlines: frozenset[str]


def _findings(checked: _Checked) -> Iterator[Finding]:
    task = checked.task
    yield from _mode_findings(task)
    yield from _grade_findings(task)
    yield from _variable_findings(task)
    yield from _example_findings(task)
    if task.optional and task.grade != "self":
        yield ("grade",), "选做练习写 grade: self"
    if not task.optional and task.minutes is None:
        yield ("minutes",), "必做练习要写分钟数"
    if not task.optional and not 2 <= len(task.hints) <= 3:
        yield ("hints",), f"必做练习写 2 到 3 条提示，现在有 {len(task.hints)} 条"
    for number in PHONE.findall(task.system or ""):
        if number.strip() not in checked.hotlines:
            yield ("system",), f"hotlines.yaml 里没有 {number.strip()}；核对号码，或先加进去"


def _mode_findings(task: Task) -> Iterator[Finding]:
    for name in _NEEDED_BY.get(task.mode, ()):
        if not getattr(task, name):
            yield (name,), f"mode 是 {task.mode} 时要写这个字段"
    for name, mode in _ONLY_IN.items():
        if getattr(task, name) and task.mode != mode:
            yield (name,), f"只用在 mode: {mode} 的练习里"
    if task.mode == "compare":
        wanted = "starter" if task.compare == "models" else "starters"
        if not getattr(task, wanted):
            yield (wanted,), f"compare 是 {task.compare or 'prompts'} 时要写这个字段"
    if task.starter and task.starters:
        yield ("starters",), "starter 和 starters 只写一个"
    if task.mode == "project" and task.milestones and not 2 <= len(task.milestones) <= 5:
        yield ("milestones",), f"写 2 到 5 个，现在有 {len(task.milestones)} 个"
    if task.goals and len(task.goals) > 3:
        yield ("goals",), "最多 3 条"
    if task.mode in _PROMPTED and not task.sample_reply:
        yield ("sample_reply",), "会问到模型的练习要有示例回复，没有模型的人靠它练"


def _grade_findings(task: Task) -> Iterator[Finding]:
    if task.grade == "self":
        for name in ("rubric", "pass_mark"):
            if getattr(task, name):
                yield ("pass" if name == "pass_mark" else name,), "grade 是 self 时不写这个字段"
        if not task.self_check:
            yield ("self_check",), "grade 是 self 时要写自查的几条"
    else:
        yield from _rubric_findings(task)
    if task.self_check and not 3 <= len(task.self_check) <= 6:
        yield ("self_check",), f"写 3 到 6 条，现在有 {len(task.self_check)} 条"


def _rubric_findings(task: Task) -> Iterator[Finding]:
    if task.pass_mark is None:
        yield ("pass",), "要写及格分，一般是 70"
    if not 3 <= len(task.rubric) <= 5:
        yield ("rubric",), f"写 3 到 5 行评分，现在有 {len(task.rubric)} 行"
    total = sum(row.weight for row in task.rubric)
    if task.rubric and total != 100:
        yield ("rubric",), f"各行 weight 加起来要是 100，现在是 {total}"
    for name in ("lazy_example", "good_example", "good_because"):
        if not getattr(task, name):
            yield (name,), "有评分表就要有这个字段"


def _variable_findings(task: Task) -> Iterator[Finding]:
    starters = [task.starter, *((task.starters.a, task.starters.b) if task.starters else ())]
    used = [name for starter in starters for name in _VARIABLE.findall(starter or "")]
    named = [variable.name for variable in task.variables]
    place = ("starters",) if task.starters else ("starter",)
    for name in sorted(set(used) - set(named)):
        yield place, f"用了 {{{{{name}}}}}，variables 里却没有它"
    for position, variable in enumerate(task.variables):
        if variable.name not in used:
            yield ("variables", position, "name"), f"起始提示里没有 {{{{{variable.name}}}}}；用上它，或删掉它"
        if len(variable.default) > variable.max_chars:
            yield ("variables", position, "default"), f"比 max_chars（{variable.max_chars}）还长"


def _example_findings(task: Task) -> Iterator[Finding]:
    for name in ("lazy_example", "good_example"):
        example = getattr(task, name)
        if example and (task.grade == "transcript") != isinstance(example, tuple):
            yield (name,), "grade 是 transcript 时写成一轮一轮的 {by, text}，其他时候写成一段文字"
    yield from _gate_findings(task, task.good_example)


def _gate_findings(task: Task, example: Example | None) -> Iterator[Finding]:
    """The good example passes the checks that it is held up against."""
    if example is None:
        return
    failed = set(gates.failed(task.checks, example)) if task.checks else set()
    turns = gates.turns_of(example)
    if failed & {"min_chars", "max_chars"}:
        yield ("good_example",), f"有 {gates.characters(gates.learners_words(example))} 字，过不了 checks 的字数"
    if "min_turns" in failed or (not isinstance(example, str) and turns > (task.max_turns or turns)):
        yield ("good_example",), f"学习者说了 {turns} 轮，过不了 min_turns 或 max_turns"
    for kind, what in (("phone", "手机号"), ("id_number", "身份证号")):
        if kind in failed:
            yield ("good_example",), f"里面有像{what}的数字，过不了 checks 的 forbid"
    if task.checks and "columns" in failed:
        missing = gates.missing_columns(task.checks.columns, gates.learners_words(example))
        yield ("good_example",), f"表格缺 {'、'.join(missing)}，过不了 checks 的 columns"


def _question_findings(question: QuizQuestion) -> Iterator[tuple[str, str]]:
    right = sum(option.correct for option in question.options)
    if question.type == "true-false":
        if question.options:
            yield "options", "true-false 题不写选项，写 answer"
        if question.answer is None:
            yield "answer", "true-false 题要写 answer: true 或 false"
        return
    if question.answer is not None:
        yield "answer", "选择题不写 answer，在选项上写 correct: true"
    if not 3 <= len(question.options) <= 6:
        yield "options", f"写 3 到 6 个选项，现在有 {len(question.options)} 个"
    if question.type == "single" and right != 1:
        yield "options", f"single 题正好一个选项写 correct: true，现在有 {right} 个"
    if question.type == "multiple" and not 2 <= right < len(question.options):
        yield "options", f"multiple 题至少两个对的、一个错的，现在对的有 {right} 个"
