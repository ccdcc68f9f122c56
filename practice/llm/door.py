from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Literal, Protocol

Purpose = Literal["answer", "judge", "image"]


@dataclass(frozen=True)
class Message:
    role: Literal["system", "user", "assistant"]
    text: str


@dataclass(frozen=True)
class Prompt:
    messages: tuple[Message, ...]
    # What a course author wrote, for a site that has no model to ask.
    sample: str = ""


@dataclass(frozen=True)
class Drawing:
    """What a picture is asked for with: up to four of them, of a size the model takes."""

    prompt: str
    size: str
    count: int = 1
    seed: int | None = None


@dataclass(frozen=True)
class Usage:
    input: int
    output: int


@dataclass(frozen=True)
class Drawn:
    """The pictures as they came, at least one; a `reason` when they are fewer than were asked for."""

    pictures: tuple[bytes, ...]
    usage: Usage | None = None
    reason: str = ""


@dataclass(frozen=True)
class Clocks:
    """Seconds. Ours, because keep-alive lines defeat the timeouts of an HTTP client."""

    first_token: float = 90.0
    gap: float = 45.0
    total: float = 600.0


class LLMError(Exception):
    """A reply that did not come to a good end; `reason` is a code of ours.

    no_first_token  gap  too_long     a clock of ours ran out; too_long also: more text than anybody reads
    cut_off                           the stream ended or broke before it said it was finished
    length                            the model stopped at its own limit
    filtered  refused                 the provider or the model declined
    too_big                           a prompt longer than the model takes
    rate_limited                      too many requests; `wait` says for how long, where the provider did
    no_credit  bad_key                the account; an operator can mend it
    no_model  moved                   the model's name, the address or a redirect; an operator can mend it
    unreachable                       no connection, or the provider's own failure
    unreadable  empty                 an answer that is no answer
    fewer                             not all the pictures that were asked for
    not_configured                    a worker that was given no provider
    not_there                         the one that was chosen is not offered any more

    `status` and `said` are the provider's HTTP status and its own words, for staff; `wait` the seconds it wants to be
    left alone. 0 and "" where it gave none.
    """

    def __init__(self, reason: str, detail: str = "", *, status: int = 0, said: str = "", wait: int = 0):
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.status = status
        self.said = said
        self.wait = wait


class NotReached(LLMError):
    """Nothing of the prompt has left the site, so another provider may be asked."""


class Provider(Protocol):
    def ask(self, prompt: Prompt) -> AsyncGenerator[str | Usage, None]:
        """Text as it comes, never empty; at most one `Usage`. Closing the generator closes the connection."""


class Artist(Protocol):
    async def draw(self, drawing: Drawing) -> Drawn:
        """One request, never a second one. Cancelling it closes the connection."""
