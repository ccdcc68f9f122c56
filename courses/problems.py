"""What is wrong with a file, said so that its author can mend it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning"]


@dataclass(frozen=True)
class Problem:
    """`line` counts from 1; 0 means the file as a whole, or a document that never was a file."""

    path: str
    line: int
    field: str
    mend: str
    level: Level = "error"

    def __str__(self) -> str:
        line = f"第 {self.line} 行" if self.line and not self.path else self.line
        where = ":".join(str(part) for part in (self.path, line) if part)
        return ": ".join(part for part in (where, self.field, self.mend) if part)


class DocumentError(Exception):
    """Everything found wrong at once, in the order of the files."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems, key=lambda problem: (problem.path, problem.line))
        super().__init__("\n".join(str(problem) for problem in self.problems))
