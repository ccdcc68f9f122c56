"""The provider from the environment: read at every start, never stored."""

from functools import cache

from django.conf import settings

from .door import LLMError, Provider, Purpose

DEFAULT_ADDRESS = "https://api.openai.com/v1"


def configured() -> bool:
    return bool(settings.PRACTICE_MODEL and (settings.OPENAI_API_KEY or settings.OPENAI_BASE_URL))


def address() -> str:
    """Where prompts are sent."""
    return settings.OPENAI_BASE_URL or DEFAULT_ADDRESS


def model_for(purpose: Purpose) -> str:
    return settings.PRACTICE_JUDGE_MODEL if purpose == "judge" else settings.PRACTICE_MODEL


def provider_for(purpose: Purpose) -> Provider:
    if not configured():
        raise LLMError("not_configured")
    return _provider(address(), settings.OPENAI_API_KEY, model_for(purpose))


@cache
def _provider(base_url: str, key: str, model: str) -> Provider:
    # Importing the client takes more than a second; pages never need it.
    from .openai_compatible import OpenAICompatible

    return OpenAICompatible(address=base_url, key=key, model=model)
