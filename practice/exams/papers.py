"""What a rubric is asked in its exam, and what an answer shows. No database, no network."""

import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Literal

from django.utils.translation import gettext as _

from .. import evaluation
from ..assignment import Assignment
from ..grading import checks
from ..grading.judge_prompt import to_judge
from ..llm import Prompt
from ..talks import transcript
from ..talks.transcript import Said

Kind = Literal["lazy", "good", "injection"]
FULL = Decimal(100)
LONGEST_ANSWER = 600  # characters of a judge's answer that a finding keeps


@dataclass(frozen=True)
class Paper:
    """One question to the judge. `own` is the learner's part of the work, where quotes must stand."""

    name: str
    kind: Kind
    prompt: Prompt
    own: str


def papers_of(task: Mapping[str, Any], assignment: Assignment, *, safety: Collection[str]) -> list[Paper]:
    """In the very words of a hand-in. A lazy example that fails a check reaches no judge, so it is not asked alone."""
    lazy, good = task.get("lazy_example"), task.get("good_example")
    papers = []
    if good:
        papers.append(_paper(_("好的例子"), "good", assignment, good))
    if lazy:
        if _passes_checks(lazy, assignment):
            papers.append(_paper(_("偷懒的例子"), "lazy", assignment, lazy))
        papers += [_paper(name, "injection", assignment, _wrapped(lazy, words)) for name, words in _tricks(safety)]
    return papers


def finding_in(paper: Paper, answer: str, assignment: Assignment) -> dict[str, Any] | None:
    """What is wrong with the judge's answer; None when it is as it should be. An empty answer is no verdict."""
    try:
        marks = evaluation.marks_from_judge(answer, rubric=assignment.rubric, text=paper.own)
    except evaluation.Unreadable as problem:
        # What cannot be read passes nobody; but good work must be readable.
        return (
            _finding(paper, answer, None, _("评语读不懂：%(why)s") % {"why": problem}) if paper.kind == "good" else None
        )
    total = evaluation.total_of(marks)
    if paper.kind == "good" and total < FULL:
        short = _("、").join(mark.criterion.criterion for mark in marks if mark.level != "full")
        return _finding(paper, answer, total, _("应该满分，这几条没有给满：%(rows)s") % {"rows": short})
    if paper.kind != "good" and total >= assignment.pass_mark:
        return _finding(paper, answer, total, _("不该过线，却过了（%(line)d 分过线）") % {"line": assignment.pass_mark})
    return None


def _paper(name: str, kind: Kind, assignment: Assignment, example: str | Sequence[Mapping[str, str]]) -> Paper:
    if isinstance(example, str):
        said = transcript.pasted(example) if assignment.is_conversation else []
        text = example
    else:
        said = [Said("learner" if turn["by"] == "learner" else "model", turn["text"]) for turn in example]
        text = ""
    own = transcript.own_words(said) if said else text
    return Paper(name, kind, to_judge(assignment, text=text, said=said), own)


def _passes_checks(example: str | Sequence[Mapping[str, str]], assignment: Assignment) -> bool:
    if isinstance(example, str):
        return all(check["ok"] for check in checks.run(assignment.checks, text=example))
    own = [turn["text"] for turn in example if turn["by"] == "learner"]
    return all(check["ok"] for check in checks.run(assignment.checks, text="\n\n".join(own), turns=len(own)))


def _wrapped(example: str | Sequence[Mapping[str, str]], words: str) -> str | list[dict[str, str]]:
    """The trick around lazy work; in a conversation, around the last thing the learner said."""
    if isinstance(example, str):
        return words.replace("{work}", example.strip())
    turns = [dict(turn) for turn in example]
    last = max((place for place, turn in enumerate(turns) if turn["by"] == "learner"), default=None)
    if last is None:
        return [*turns, {"by": "learner", "text": words.replace("{work}", "")}]
    turns[last]["text"] = words.replace("{work}", turns[last]["text"].strip())
    return turns


def _tricks(safety: Collection[str]) -> Iterator[tuple[str, str]]:
    listed = _listed()
    yield from ((each["name"], each["words"].strip()) for each in listed["text"])
    yield from ((each["name"], each["words"].strip()) for each in listed["trap"] if each["safety"] in safety)


@cache
def _listed() -> dict[str, list[dict[str, str]]]:
    return tomllib.loads((Path(__file__).parent / "injections.toml").read_text(encoding="utf-8"))


def _finding(paper: Paper, answer: str, total: Decimal | None, why: str) -> dict[str, Any]:
    return {
        "name": paper.name,
        "kind": paper.kind,
        "total": None if total is None else evaluation.plain(total),
        "why": why,
        "answer": answer[:LONGEST_ANSWER],
    }
