"""What a provider's "no" means, from its status and its words: providers agree on neither."""

import email.utils
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

REASON_OF_STATUS = {
    401: "bad_key",
    402: "no_credit",
    403: "bad_key",
    404: "no_model",
    413: "too_big",
    429: "rate_limited",
}
# What stands in the words counts more than the status, where it is one of those that are used for many things.
REASON_OF_WORDS = {
    "filtered": (
        "content_filter", "contentfilter", "data_inspection_failed", "datainspectionfailed", "sensitive",
        "content exists risk",
    ),
    "too_big": ("context_length", "context length", "token limit", "input length"),
    "no_credit": (
        "insufficient_quota", "insufficient_balance", "insufficient balance", "exceeded_current_quota", "arrearage",
        "overdue", "欠费",
    ),
}  # fmt: skip
LONGEST_WAIT = timedelta(days=1)


def reason_of(status: int, said: str) -> str:
    if status in {400, 403, 422, 429} and (reason := reason_of_words(said)):
        return reason
    if status < 400:
        return "moved"
    return REASON_OF_STATUS.get(status) or ("refused" if status < 500 else "unreachable")


def reason_of_words(said: str) -> str:
    said = said.lower()
    return next((reason for reason, signs in REASON_OF_WORDS.items() if any(sign in said for sign in signs)), "")


def wait_of(headers: Mapping[str, str], *, at: datetime) -> int:
    """Seconds the provider asks us to stay away; 0 where it names none that anybody could mean."""
    said = headers.get("retry-after", "").strip()
    seconds = float(said) if said.isascii() and said.isdigit() else _until(said, at)
    return round(seconds) if 0 < seconds <= LONGEST_WAIT.total_seconds() else 0


def _until(date: str, at: datetime) -> float:
    try:
        moment = email.utils.parsedate_to_datetime(date)
    except ValueError:
        return 0
    # A date of HTTP is in GMT, also where it does not say so.
    return ((moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - at).total_seconds()
