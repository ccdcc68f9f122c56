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
        """`path:line: field: what to mend`; what concerns a whole file stands at its first line."""
        if not self.path:
            line = f"第 {self.line} 行" if self.line else ""
            return ": ".join(part for part in (line, self.field, self.mend) if part)
        return f"{self.path}:{self.line or 1}: {self.field or 'file'}: {self.mend}"


class DocumentError(Exception):
    """Everything found wrong at once, in the order of the files."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems, key=lambda problem: (problem.path, problem.line))
        super().__init__("\n".join(str(problem) for problem in self.problems))
