"""The services an instructor can start from, with the date somebody looked at their documentation."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

SHIPPED = Path(__file__).with_name("presets.toml")


@dataclass(frozen=True)
class Preset:
    key: str
    name: str
    address: str
    answer_model: str
    judge_model: str
    image_model: str
    models: list[str]
    note: str
    source: str
    checked_on: date

    def as_initial(self) -> dict[str, str]:
        fields = ("name", "address", "answer_model", "judge_model", "image_model")
        return {field: getattr(self, field) for field in fields}


@cache
def presets() -> dict[str, Preset]:
    return {key: Preset(key=key, **values) for key, values in tomllib.loads(SHIPPED.read_text("utf-8")).items()}


def of_host(host: str) -> Preset | None:
    """The preset of a service that lives at this host."""
    return next((preset for preset in presets().values() if f"//{host}/" in f"{preset.address}/"), None)
