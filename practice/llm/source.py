from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from urllib.parse import urlsplit

from .door import Artist, Clocks, Drawing, Drawn, NotReached, Prompt, Provider, Purpose, Usage


@dataclass(frozen=True)
class Prices:
    """For a million tokens, in the currency of the site."""

    input: Decimal
    output: Decimal


@dataclass(frozen=True)
class Source:
    """Somebody who can be asked, as the environment or an instructor set it down."""

    address: str
    # None: there is one, but the site's secret key cannot open it.
    key: str | None = field(repr=False)
    answer: str
    judge: str = ""
    image: str = ""
    name: str = ""
    is_trusted: bool = False
    is_default: bool = False
    prices: Prices | None = None
    picture_price: Decimal | None = None  # for one picture

    @property
    def host(self) -> str:
        return urlsplit(self.address).netloc.rpartition("@")[2]

    @property
    def label(self) -> str:
        """Who was asked, for the record; never the key."""
        return f"{self.name} · {self.host}" if self.name else self.host

    @property
    def models(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(filter(None, (self.answer, self.judge, self.image))))

    def model_for(self, purpose: Purpose) -> str:
        if purpose == "image":
            return self.image
        return (purpose == "judge" and self.judge) or self.answer

    def opened(self, purpose: Purpose) -> Provider:
        return self.with_model(self.model_for(purpose))

    def artist(self) -> Artist:
        return Locked() if self.key is None else _artist(self.address, self.key, self.image, self.is_trusted)

    def with_model(self, model: str, *, clocks: Clocks | None = None) -> Provider:
        if self.key is None:
            return Locked()
        if clocks:  # for once, in an event loop of its own
            return _made(self.address, self.key, model, self.is_trusted, clocks)
        return _kept(self.address, self.key, model, self.is_trusted)


class Locked:
    """A provider whose key was sealed with another SECRET_KEY."""

    async def ask(self, prompt: Prompt) -> AsyncGenerator[str | Usage, None]:
        raise NotReached("bad_key", "sealed with another SECRET_KEY")
        yield ""  # which makes this a generator

    async def draw(self, drawing: Drawing) -> Drawn:
        raise NotReached("bad_key", "sealed with another SECRET_KEY")


def _made(address: str, key: str, model: str, is_trusted: bool, clocks: Clocks | None = None) -> Provider:
    # Importing the client takes more than a second; pages never need it.
    from .openai_compatible import OpenAICompatible

    return OpenAICompatible(address=address, key=key, model=model, is_trusted=is_trusted, clocks=clocks)


# Its connections stay open from one call to the next.
_kept = lru_cache(maxsize=32)(_made)


@lru_cache(maxsize=32)
def _artist(address: str, key: str, model: str, is_trusted: bool) -> Artist:
    from .images import OpenAIImages

    return OpenAIImages(address=address, key=key, model=model, is_trusted=is_trusted)
