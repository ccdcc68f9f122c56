"""The provider from the environment: read at every start, never stored. Its address is the operator's and trusted."""

from django.conf import settings

from .source import Source

DEFAULT_ADDRESS = "https://api.openai.com/v1"


def source() -> Source | None:
    if not (settings.PRACTICE_MODEL and (settings.OPENAI_API_KEY or settings.OPENAI_BASE_URL)):
        return None
    return Source(
        address=settings.OPENAI_BASE_URL or DEFAULT_ADDRESS,
        key=settings.OPENAI_API_KEY,
        answer=settings.PRACTICE_MODEL,
        judge=settings.PRACTICE_JUDGE_MODEL,
        image=settings.PRACTICE_IMAGE_MODEL,
        is_trusted=True,
    )
