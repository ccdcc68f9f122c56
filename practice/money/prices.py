"""What a model costs. The currency is a word, shown as it is written."""

from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings

from .. import llm

MILLION = 1_000_000
SMALLEST = Decimal("0.000001")


@dataclass(frozen=True)
class Price:
    """For a million tokens."""

    input: Decimal
    output: Decimal
    currency: str

    def of(self, *, input: int, output: int) -> Decimal:
        return ((self.input * input + self.output * output) / MILLION).quantize(SMALLEST)


def price_of(model: str) -> Price | None:
    """As the admin says of its provider, else as the operator says of all models.

    None when nobody has said it: then tokens are counted and no money is shown.
    """
    if listed := llm.prices_of(model):
        return Price(listed.input, listed.output, settings.PRICE_CURRENCY)
    if settings.PRICE_INPUT is None or settings.PRICE_OUTPUT is None:
        return None
    return Price(settings.PRICE_INPUT, settings.PRICE_OUTPUT, settings.PRICE_CURRENCY)


@dataclass(frozen=True)
class PicturePrice:
    """For one picture of the size a model draws by itself."""

    each: Decimal
    currency: str

    def of(self, pictures: int) -> Decimal:
        return (self.each * pictures).quantize(SMALLEST)


def price_of_a_picture(model: str) -> PicturePrice | None:
    """As the admin says of its provider, else as the operator says; None when nobody has said it."""
    listed = llm.picture_price_of(model)
    each = settings.PRICE_PICTURE if listed is None else listed
    return None if each is None else PicturePrice(each, settings.PRICE_CURRENCY)
