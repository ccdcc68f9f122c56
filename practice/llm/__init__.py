"""The one door to language models: a `Prompt` goes in, text and `Usage` come out, or an `LLMError` is raised.

No vendor's name, error or shape passes through it. Who stands behind it is decided by the environment
and, where an instructor picks another, by the admin.
"""

from .door import Clocks, LLMError, Message, NotReached, Prompt, Provider, Purpose, Usage
from .roster import configured, model_for, prices_of, provider_for, sources
from .sample import SampleProvider
from .source import Prices, Source
from .tokens import estimate

__all__ = [
    "Clocks",
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
    "configured",
    "estimate",
    "model_for",
    "prices_of",
    "provider_for",
    "sources",
]
