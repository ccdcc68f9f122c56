import pytest

from practice.llm import LLMError
from practice.llm.lines import LONGEST_LINE, Lines


async def of(*chunks: bytes):
    for chunk in chunks:
        yield chunk


async def read(*chunks: bytes) -> list[str]:
    lines = Lines(of(*chunks))
    found = []
    while (line := await lines.next()) is not None:
        found.append(line)
    return found


@pytest.mark.parametrize(
    ("chunks", "lines"),
    [
        ([b"a\n\nb\r\n\r\nc"], ["a", "b", "c"]),
        ([b"a", b"", b"b\n"], ["ab"]),
        (["四个汉字\n".encode()[:4], "四个汉字\n".encode()[4:]], ["四个汉字"]),
        (["一\u2028二\x85三\n".encode()], ["一\u2028二\x85三"]),
        ([b"a\rb\n"], ["a\rb"]),
        ([], []),
        ([b"\n\n"], []),
    ],
)
async def test_lines_end_where_they_say_and_nowhere_else(chunks, lines):
    assert await read(*chunks) == lines


async def test_what_came_along_waits_for_nobody():
    lines = Lines(of(b"a\nb\nc\n"))
    assert await lines.next() == "a"
    assert list(lines.ready) == ["b", "c"]


@pytest.mark.parametrize("bad", [b"\xff\n", b"x" * (LONGEST_LINE + 1)])
async def test_lines_before_a_bad_one_are_told_first(bad):
    lines = Lines(of(b"good\n" + bad))
    assert await lines.next() == "good"
    with pytest.raises(LLMError, match="unreadable"):
        await lines.next()
