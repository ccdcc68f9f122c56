"""The one door to language models: a `Prompt` goes in, text and `Usage` come out, or an `LLMError` is raised.

No vendor's name, error or shape passes through it. Who stands behind it is decided by the environment.
"""

from .door import Clocks, LLMError, Message, Prompt, Provider, Purpose, Usage
from .environment import address, configured, model_for, provider_for
from .sample import SampleProvider
from .tokens import estimate

__all__ = [
    "Clocks",
    "LLMError",
    "Message",
    "Prompt",
    "Provider",
    "Purpose",
    "SampleProvider",
    "Usage",
    "address",
    "configured",
    "estimate",
    "model_for",
    "provider_for",
]
