import pytest

from practice.llm import LLMError, Prompt, SampleProvider, Usage

SAMPLE = "第一个问题：这 9 年里，老顾客专门来找你，最常见的原因是什么？\n"


async def test_the_authors_words_come_unchanged():
    parts = [part async for part in SampleProvider(pause=0).ask(Prompt((), sample=SAMPLE))]
    assert parts[-1] == Usage(0, 0)
    assert len(parts) > 3 and "".join(parts[:-1]) == SAMPLE


async def test_a_task_without_a_sample_has_nothing_to_say():
    with pytest.raises(LLMError, match="empty"):
        await anext(SampleProvider().ask(Prompt(())))
