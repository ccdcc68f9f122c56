"""System checks for the environment: an unknown or impossible value is said at the start, with its mend."""

import os

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

KNOWN_SWITCHES = {
    "AIGC_CONTACT",
    "AIGC_DATA_DIR",
    "AIGC_ICP",
    "AIGC_PROXIES",
    "AIGC_RATE_LIMITS",
    "AIGC_SIGNUP",
    "AIGC_STREAMS",
}
SIGNUP_CHOICES = {"open", "invite", "closed"}


@register
def environment_is_understood(app_configs, **kwargs) -> list[CheckMessage]:
    return [*_unknown_switches(), *_impossible_values()]


def _unknown_switches() -> list[CheckMessage]:
    names = {name.removesuffix("_FILE") for name in os.environ if name.startswith("AIGC_")}
    return [
        Warning(
            f"{name} is not a setting of AIGC Academy.",
            hint=f"Known: {', '.join(sorted(KNOWN_SWITCHES))}.",
            id="aigc.W001",
        )
        for name in sorted(names - KNOWN_SWITCHES)
    ]


def _impossible_values() -> list[CheckMessage]:
    problems: list[CheckMessage] = []
    if settings.SIGNUP not in SIGNUP_CHOICES:
        problems.append(
            Error(f"AIGC_SIGNUP={settings.SIGNUP!r} is not possible.", hint="open, invite or closed.", id="aigc.E001")
        )
    if settings.STREAMS < 1:
        problems.append(Error("AIGC_STREAMS must be at least 1.", hint="64 is a good value.", id="aigc.E002"))
    if os.environ.get("AIGC_RATE_LIMITS", "on") not in {"on", "off"}:
        problems.append(Error("AIGC_RATE_LIMITS is neither on nor off.", hint="Leave it out for on.", id="aigc.E003"))
    if settings.OPENAI_BASE_URL and not settings.PRACTICE_MODEL:
        problems.append(
            Error(
                "OPENAI_BASE_URL is set, PRACTICE_MODEL is not.",
                hint="Name the model that answers practice prompts, or remove OPENAI_BASE_URL.",
                id="aigc.E004",
            )
        )
    return problems
