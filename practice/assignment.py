"""What a task asks and how it is judged, as its author wrote it."""

from dataclasses import dataclass

from courses.models import Exercise

from .revisions import TaskGone as TaskGone
from .revisions import task_of

# Modes a model answers turn by turn. The others end in a result the learner brings along.
SENDABLE = {"chat", "rewrite", "role-play", "compare"}
# Modes in which one turn follows another.
TALKS = {"chat", "role-play"}
# Hand-ins that a model judges: words which the learner wrote. Evidence stands where no model can see it.
JUDGED = {"prompt", "transcript", "note"}


@dataclass(frozen=True)
class Criterion:
    id: str
    criterion: str
    weight: int
    full: str
    half: str
    zero: str


@dataclass(frozen=True)
class Goal:
    id: str
    text: str


@dataclass(frozen=True)
class Assignment:
    mode: str
    grade: str
    pass_mark: int
    instructions: str
    material: str
    system: str
    sample_reply: str
    checks: dict
    rubric: tuple[Criterion, ...]
    evidence: tuple[str, ...] = ()
    self_check: tuple[str, ...] = ()
    disclosure: str = ""
    goals: tuple[Goal, ...] = ()
    max_turns: int = 0  # messages of the learner in one conversation; 0 is no limit of the task's

    @property
    def is_sendable(self) -> bool:
        return self.mode in SENDABLE

    @property
    def is_judged(self) -> bool:
        return self.grade in JUDGED and bool(self.rubric)

    @property
    def is_conversation(self) -> bool:
        return self.grade == "transcript"


def assignment_of(exercise: Exercise, *, revision: int | None = None) -> Assignment:
    """As it stands in the revision with this pk; as it is published where none is named. Raises TaskGone."""
    return _read(task_of(exercise, revision=revision))


def _read(task: dict) -> Assignment:
    return Assignment(
        mode=task["mode"],
        grade=task["grade"],
        pass_mark=task.get("pass") or 0,
        instructions=task.get("instructions") or "",
        material=task.get("material") or "",
        system=task.get("system") or "",
        sample_reply=task.get("sample_reply") or "",
        checks=task.get("checks") or {},
        rubric=tuple(Criterion(**row) for row in task.get("rubric") or ()),
        evidence=tuple(task.get("evidence") or ()),
        self_check=tuple(task.get("self_check") or ()),
        disclosure=task.get("disclosure") or "",
        goals=tuple(Goal(**goal) for goal in task.get("goals") or ()),
        max_turns=task.get("max_turns") or 0,
    )
