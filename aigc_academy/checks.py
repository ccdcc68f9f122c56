"""System checks for the environment: an unknown or impossible value is said at the start, with its mend."""

import os

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

KNOWN_SWITCHES = {
    "AIGC_ALLOW_PRIVATE_LLM",
    "AIGC_BADGE_KEY",
    "AIGC_CONTACT",
    "AIGC_DATA_DIR",
    "AIGC_ICP",
    "AIGC_PICTURES_MB",
    "AIGC_PRICE_CURRENCY",
    "AIGC_PRICE_INPUT",
    "AIGC_PRICE_OUTPUT",
    "AIGC_PRICE_PICTURE",
    "AIGC_PRODUCER",
    "AIGC_PROXIES",
    "AIGC_RATE_LIMITS",
    "AIGC_SIGNUP",
    "AIGC_STREAMS",
}
LONGEST_PRODUCER = 200
SIGNUP_CHOICES = {"open", "invite", "closed"}
HINTS = {
    "AIGC_ALLOW_PRIVATE_LLM": "true or false.",
    "AIGC_STREAMS": "A whole number; 64 is a good value.",
    "AIGC_PICTURES_MB": "Megabytes for each learner, as a whole number.",
    "AIGC_PRICE_INPUT": "Money for a million tokens, like 2 or 0.5.",
    "AIGC_PRICE_OUTPUT": "Money for a million tokens, like 8 or 1.5.",
    "AIGC_PRICE_PICTURE": "Money for one picture, like 0.2.",
    "AIGC_PROXIES": "How many proxies stand in front, as a whole number.",
    "CONN_MAX_AGE": "Seconds, as a whole number.",
    "DEBUG": "true or false.",
    "TIME_ZONE": "A name like Asia/Shanghai.",
}


@register
def environment_is_understood(app_configs, **kwargs) -> list[CheckMessage]:
    return [*_unknown_switches(), *_unreadable_values(), *_impossible_values(), *_provider_nobody_can_ask()]


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


def _unreadable_values() -> list[CheckMessage]:
    return [
        Error(f"{name}={text!r} cannot be read.", hint=HINTS[name], id="aigc.E005")
        for name, text in settings.UNREADABLE.items()
    ]


def _impossible_values() -> list[CheckMessage]:
    problems: list[CheckMessage] = []
    if settings.SIGNUP not in SIGNUP_CHOICES:
        problems.append(
            Error(f"AIGC_SIGNUP={settings.SIGNUP!r} is not possible.", hint="open, invite or closed.", id="aigc.E001")
        )
    if settings.STREAMS < 1:
        problems.append(Error("AIGC_STREAMS must be at least 1.", hint="64 is a good value.", id="aigc.E002"))
    if len(settings.PRODUCER) > LONGEST_PRODUCER:
        hint = "A short name or a 备案号; it is written into every generated picture."
        problems.append(Error("AIGC_PRODUCER is too long.", hint=hint, id="aigc.E007"))
    if os.environ.get("AIGC_RATE_LIMITS", "on") not in {"on", "off"}:
        problems.append(Error("AIGC_RATE_LIMITS is neither on nor off.", hint="Leave it out for on.", id="aigc.E003"))
    return problems


def _provider_nobody_can_ask() -> list[CheckMessage]:
    problems: list[CheckMessage] = []
    if settings.OPENAI_BASE_URL and not settings.PRACTICE_MODEL:
        problems.append(
            Error(
                "OPENAI_BASE_URL is set, PRACTICE_MODEL is not.",
                hint="Name the model that answers practice prompts, or remove OPENAI_BASE_URL.",
                id="aigc.E004",
            )
        )
    if settings.OPENAI_BASE_URL and not settings.OPENAI_BASE_URL.startswith(("http://", "https://")):
        problems.append(
            Error(
                f"OPENAI_BASE_URL={settings.OPENAI_BASE_URL!r} is not an address.",
                hint="It looks like https://api.example.com/v1.",
                id="aigc.E006",
            )
        )
    return problems
