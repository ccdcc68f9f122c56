from collections.abc import AsyncGenerator, AsyncIterable

from .door import LLMError

LONGEST_LINE = 1024 * 1024


async def lines_of(chunks: AsyncIterable[bytes]) -> AsyncGenerator[str, None]:
    r"""Lines ended by \n or \r\n, and by nothing else.

    The client's own line reader also splits at U+2028 and its like, which JSON may carry unescaped.
    """
    rest = bytearray()
    async for chunk in chunks:
        rest += chunk
        *lines, last = rest.split(b"\n")
        rest = bytearray(last)
        for line in lines:
            yield _decoded(line)
        if len(rest) > LONGEST_LINE:
            raise LLMError("unreadable", "a line without end")
    if rest:
        yield _decoded(rest)


def _decoded(line: bytes | bytearray) -> str:
    try:
        return line.decode().removesuffix("\r")
    except UnicodeDecodeError as broken:
        raise LLMError("unreadable", "not UTF-8") from broken
