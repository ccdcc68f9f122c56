"""The one door to the mail server. It tells apart what was certainly not taken and what nobody can know."""

import smtplib

from django.core.mail import EmailMessage, get_connection


class NotTaken(Exception):
    """The server certainly does not have the letter. `is_final`: nor will it ever take it."""

    def __init__(self, reason: str, *, is_final: bool = False):
        super().__init__(reason)
        self.is_final = is_final


class Unreachable(NotTaken):
    """Nobody opens; other letters need not knock now."""


class NobodyKnows(Exception):
    """The line broke after the letter had been offered and before the server's answer."""


class Postman:
    """Carries letters over one connection, opened anew when it went stale."""

    def __init__(self) -> None:
        self._line = get_connection()

    def __enter__(self) -> "Postman":
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.hang_up()

    def call(self) -> None:
        """Stand at the open door: what fails here fails before any letter was offered."""
        if not self._is_alive():
            self.hang_up()
        try:
            self._line.open()
        except (smtplib.SMTPException, OSError) as error:
            self.hang_up()
            raise Unreachable(_words(error)) from error

    def hand_over(self, letter: EmailMessage) -> None:
        try:
            self._line.send_messages([letter])
        except smtplib.SMTPRecipientsRefused as error:
            code = next((code for code, _said in error.recipients.values()), 0)
            raise NotTaken(f"SMTPRecipientsRefused {code}", is_final=_is_final(code)) from error
        except smtplib.SMTPResponseException as error:
            # Only an answer of the server carries a code, and only a refusal raises it.
            raise NotTaken(_words(error), is_final=_is_final(error.smtp_code)) from error
        except (smtplib.SMTPException, OSError) as error:
            self.hang_up()
            raise NobodyKnows(_words(error)) from error

    def hang_up(self) -> None:
        try:
            self._line.close()
        except (smtplib.SMTPException, OSError):
            self._line = get_connection()  # half closed already

    def _is_alive(self) -> bool:
        server = getattr(self._line, "connection", None)
        if not isinstance(server, smtplib.SMTP):
            return True  # not open yet, or a kind of mail that has no line
        try:
            return server.noop()[0] == 250
        except (smtplib.SMTPException, OSError):
            return False


def _is_final(code: int) -> bool:
    return 500 <= code < 600


def _words(error: Exception) -> str:
    """Without the server's own words, which may repeat the address."""
    code = getattr(error, "smtp_code", "")
    return f"{type(error).__name__} {code}".strip()
