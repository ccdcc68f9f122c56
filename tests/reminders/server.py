"""A mail server on this machine that keeps what it accepts, and misbehaves on request."""

import asyncio
import threading

from aiosmtpd.smtp import SMTP


class MailServer:
    """`recipients`: whom it accepted a letter for, in order; `letters`: their words."""

    def __init__(self) -> None:
        self.port = 0
        self.recipients: list[str] = []
        self.letters: list[bytes] = []
        self.lines = 0
        self.hang_up_after_data = False
        self.hang_up_between = False
        self.is_mute = False  # takes the call and says nothing
        self.holds_its_answer = False  # keeps the letter and never says so
        self._refusals: dict[str, tuple[str, str | None]] = {}
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._server: asyncio.Server | None = None
        self._open: set[SMTP] = set()

    def __enter__(self) -> "MailServer":
        self._thread.start()
        self.start()
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.stop()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    def start(self) -> None:
        starting = self._loop.create_server(self._line, "127.0.0.1", self.port)
        self._server = asyncio.run_coroutine_threadsafe(starting, self._loop).result(10)
        self.port = self._server.sockets[0].getsockname()[1]

    def stop(self) -> None:
        if self._server:
            asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(10)
            self._server = None

    def refuse(self, moment: str, words: str | None, *, of: str | None = None) -> None:
        """`moment`: MAIL, RCPT or DATA; `of`: only letters to this address."""
        if words is None:
            self._refusals.pop(moment)
        else:
            self._refusals[moment] = (words, of)

    async def _close(self) -> None:
        self._server.close()
        for line in self._open:
            line.transport and line.transport.abort()
        await asyncio.sleep(0)

    def _line(self) -> asyncio.Protocol:
        self.lines += 1
        if self.is_mute:
            return asyncio.Protocol()
        line = SMTP(self, enable_SMTPUTF8=True, hostname="witness")
        self._open.add(line)
        return line

    def _refusal(self, moment: str, address: str | None = None) -> str | None:
        words, of = self._refusals.get(moment, (None, None))
        return words if of in (None, address) else None

    # --- aiosmtpd asks its handler ------------------------------------------------------------------
    async def handle_MAIL(self, server, session, envelope, address, options):
        if refusal := self._refusal("MAIL"):
            return refusal
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if refusal := self._refusal("RCPT", address):
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if refusal := self._refusal("DATA"):
            return refusal
        self.recipients += envelope.rcpt_tos
        self.letters.append(envelope.content)
        while self.holds_its_answer:
            await asyncio.sleep(0.05)
        if self.hang_up_after_data:
            server.transport.abort()
        return "250 accepted"

    async def handle_NOOP(self, server, session, envelope, arg):
        if self.hang_up_between:
            server.transport.abort()
        return "250 OK"
