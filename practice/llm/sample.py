import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass

from .door import LLMError, Prompt, Usage

CHARACTERS = 6  # about what a model sends at once


@dataclass(frozen=True)
class SampleProvider:
    """Takes the road of a real model with words a course author wrote."""

    pause: float = 0.06

    async def ask(self, prompt: Prompt) -> AsyncGenerator[str | Usage, None]:
        if not prompt.sample.strip():
            raise LLMError("empty", "this task has no sample reply")
        for start in range(0, len(prompt.sample), CHARACTERS):
            yield prompt.sample[start : start + CHARACTERS]
            await asyncio.sleep(self.pause)
        yield Usage(0, 0)
