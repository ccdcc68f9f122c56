from collections import deque
from collections.abc import AsyncIterator

from .door import LLMError

LONGEST_LINE = 1024 * 1024


class Lines:
    r"""Lines ended by \n or \r\n, and by nothing else; empty ones, which only part events, are left out.

    The client's own line reader also splits at U+2028 and its like, which JSON may carry unescaped.
    """

    def __init__(self, chunks: AsyncIterator[bytes]):
        self._chunks = chunks
        self._rest = bytearray()
        # Came with a line that was asked for: nobody has to wait for them.
        self.ready: deque[str] = deque()
        self._failure: LLMError | None = None

    async def next(self) -> str | None:
        """None at the end."""
        while not self.ready:
            if self._failure:
                raise self._failure
            chunk = await anext(self._chunks, None)
            if chunk is None:
                last, self._rest = bytes(self._rest), bytearray()
                return _decoded(last) or None
            self._take(chunk)
        return self.ready.popleft()

    def _take(self, chunk: bytes) -> None:
        self._rest += chunk
        *lines, rest = self._rest.split(b"\n")
        self._rest = bytearray(rest)
        try:
            for line in lines:
                if text := _decoded(line):
                    self.ready.append(text)
        except LLMError as failure:  # told after the lines before it
            self._failure = failure
        if len(self._rest) > LONGEST_LINE:
            self._failure = LLMError("unreadable", "a line without end")


def _decoded(line: bytes | bytearray) -> str:
    try:
        return line.decode().removesuffix("\r")
    except UnicodeDecodeError as broken:
        raise LLMError("unreadable", "not UTF-8") from broken
