"""The judge is asked: many papers at once, no more than so many, and what it used is counted."""

import asyncio
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any

from courses.models import Exercise

from ..asking import tokens_of
from ..assignment import Assignment
from ..llm import Clocks, LLMError, Source, Usage
from ..money import counting
from .papers import Paper, finding_in

# Ends that are an answer of a kind: the hand-in would be unreadable, so nobody would pass by it.
_NO_VERDICT = {"filtered", "empty", "length", "too_long"}


@dataclass(frozen=True)
class Candidate:
    """A rubric that is to sit the exam."""

    exercise: Exercise
    assignment: Assignment
    fingerprint: str
    papers: Sequence[Paper]

    @property
    def asked(self) -> int:
        """Tokens of its papers, estimated."""
        return sum(tokens_of(paper.prompt) for paper in self.papers)


@dataclass
class Sat:
    """How a candidate did. With `trouble`, a reason of LLMError, nobody knows."""

    candidate: Candidate
    findings: list[dict[str, Any]] = field(default_factory=list)
    input: int = 0
    output: int = 0
    trouble: str = ""

    @property
    def is_passed(self) -> bool:
        return not self.findings and not self.trouble


class Hall:
    """`next` gives one result after the other, in the order in which they are ready. Made inside a running loop."""

    def __init__(self, candidates: Sequence[Candidate], *, source: Source, at_once: int):
        # Not the kept provider: its connections belong to the loop of a worker.
        self._provider = source.with_model(source.model_for("judge"), clocks=Clocks())
        self._seats = asyncio.Semaphore(at_once)
        self._done: asyncio.Queue[Sat] = asyncio.Queue()
        self.begun = [Sat(candidate) for candidate in candidates]
        self._tasks = [asyncio.create_task(self._hold(sat)) for sat in self.begun]

    async def next(self) -> Sat:
        return await self._done.get()

    def stop(self) -> None:
        for task in self._tasks:
            task.cancel()

    async def _hold(self, sat: Sat) -> None:
        ended = await asyncio.gather(*(self._ask(paper, sat) for paper in sat.candidate.papers), return_exceptions=True)
        for problem in ended:
            if isinstance(problem, LLMError):
                sat.trouble = problem.reason
            elif isinstance(problem, BaseException):
                raise problem
        await self._done.put(sat)

    async def _ask(self, paper: Paper, sat: Sat) -> None:
        async with self._seats:
            if sat.trouble:
                return
            answer = await self._answer(paper, sat)
        if finding := finding_in(paper, answer, sat.candidate.assignment):
            sat.findings.append(finding)

    async def _answer(self, paper: Paper, sat: Sat) -> str:
        text, usage, reason = "", None, "cancelled"
        try:
            async with aclosing(self._provider.ask(paper.prompt)) as parts:
                async for part in parts:
                    if isinstance(part, Usage):
                        usage = part
                    else:
                        text += part
            reason = ""
        except LLMError as error:
            reason = error.reason
            if reason not in _NO_VERDICT:
                sat.trouble = reason
                raise
            return ""
        finally:
            count, _ = counting.counted(usage, text=text, asked=tokens_of(paper.prompt), reason=reason)
            if count:
                sat.input += count.input
                sat.output += count.output
        return text
