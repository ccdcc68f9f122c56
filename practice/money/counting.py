"""What a call used. A provider's count is taken when it can be true; otherwise ours stands in for it, marked.

Pure: no database. Counts decide what a learner may still send, and a column of a database has an end.
"""

from ..llm import Usage, estimate

# At the very worst each byte of a character is a token, and the estimate takes four characters for one.
MOST_FOR_ONE_ASKED = 16
FRAME = 2_000  # tokens a provider may put around a prompt
MOST_FOR_ONE_CHARACTER = 4
THINKING = 65_536  # tokens a model may spend on thoughts it does not show

# What a picture counts for in the allowance where its provider does not count: a square of 1024 costs about as much.
TOKENS_OF_A_PICTURE = 4_000
MOST_FOR_ONE_PICTURE = 100_000

# Ends before anything was generated: nobody bills for them.
FREE = {"bad_key", "no_credit", "no_model", "moved", "rate_limited", "too_big"}
FREE |= {"refused", "filtered", "unreachable", "not_configured"}
FREE |= {"withdrawn", "internal", "not_there"}  # ends of our own


def counted(usage: Usage | None, *, text: str, asked: int, reason: str = "") -> tuple[Usage | None, bool]:
    """The count and whether it is an estimate; no count where nothing was asked.

    `asked` is the estimate of the prompt, 0 when it was not sent.
    """
    if usage and is_believable(usage, text=text, asked=asked):
        return usage, False
    if text or (asked and reason not in FREE):
        return Usage(asked, estimate(text)), True
    return None, False


def is_believable(usage: Usage, *, text: str, asked: int) -> bool:
    most_asked = MOST_FOR_ONE_ASKED * asked + FRAME
    most_said = MOST_FOR_ONE_CHARACTER * len(text) + THINKING
    least_asked, least_said = (1 if asked else 0), (1 if text.strip() else 0)
    return least_asked <= usage.input <= most_asked and least_said <= usage.output <= most_said


def pictures_paid_for(*, asked_for: int, came: int, was_sent: bool, reason: str) -> int:
    """Nobody can hang up on a picture: what was sent and not refused is drawn and billed, seen or not."""
    if came or reason in FREE or not was_sent:
        return came
    return 0 if reason == "empty" else asked_for


def counted_pictures(usage: Usage | None, *, pictures: int, asked: int) -> tuple[Usage | None, bool]:
    """Like `counted`, for pictures that are paid for."""
    if not pictures:
        return None, False
    if usage and _is_of_pictures(usage, pictures=pictures, asked=asked):
        return usage, False
    return Usage(asked, TOKENS_OF_A_PICTURE * pictures), True


def _is_of_pictures(usage: Usage, *, pictures: int, asked: int) -> bool:
    is_said = 0 <= usage.input <= MOST_FOR_ONE_ASKED * asked + FRAME
    return is_said and 1 <= usage.output <= MOST_FOR_ONE_PICTURE * pictures
