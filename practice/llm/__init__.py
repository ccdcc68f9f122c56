"""The one door to language models: a `Prompt` goes in, text and `Usage` come out, or an `LLMError` is raised.

No vendor's name, error or shape passes through it. Who stands behind it is decided by the environment
and, where an instructor picks another, by the admin.
"""

from .door import Artist, Clocks, Drawing, Drawn, LLMError, Message, NotReached, Prompt, Provider, Purpose, Usage
from .image_models import ImageModel, image_model
from .roster import can_draw, configured, model_for, painters, picture_price_of, prices_of, provider_for, sources
from .sample import SampleProvider
from .source import Prices, Source
from .tokens import estimate

__all__ = [
    "Artist",
    "Clocks",
    "Drawing",
    "Drawn",
    "ImageModel",
    "LLMError",
    "Message",
    "NotReached",
    "Prices",
    "Prompt",
    "Provider",
    "Purpose",
    "SampleProvider",
    "Source",
    "Usage",
    "can_draw",
    "configured",
    "estimate",
    "image_model",
    "model_for",
    "painters",
    "picture_price_of",
    "prices_of",
    "provider_for",
    "sources",
]
