"""A snapshot as a page draws it."""

from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.urls import reverse

from . import charts


class Shown:
    """With a code, pictures come from the public address; without one this is a preview for their owner."""

    def __init__(self, snapshot: dict[str, Any], *, code: str = ""):
        self.words, self.code = snapshot, code

    @cached_property
    def steps(self) -> list[dict[str, Any]]:
        return [step | {"proofs": [self._proof(proof) for proof in step["proofs"]]} for step in self.words["steps"]]

    @cached_property
    def series(self) -> list[charts.Series]:
        rows = (
            (numbers["name"], numbers["unit"], date.fromisoformat(on), Decimal(value))
            for numbers in self.words["numbers"]
            for on, value in numbers["points"]
        )
        return charts.series_of(rows)

    def _proof(self, proof: dict[str, Any]) -> dict[str, Any]:
        if "artwork" not in proof:
            return proof
        return proof | {name: self._address(proof["artwork"], name) for name in ("full", "thumb")}

    def _address(self, artwork: int, size: str) -> str:
        if self.code:
            return reverse("portfolio:public_picture", args=[self.code, artwork, size])
        return reverse("practice:artwork", args=[artwork, size])
