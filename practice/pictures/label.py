"""What a picture says about its maker, as GB 45438-2025 (annex E) and the IPTC write it down.

The field is called `AIGC` and holds JSON. Where it goes in a picture, the practice guide TC260-PG-20258A of the same
committee says: an XMP property `AIGC` in the namespace below
(https://www.tc260.org.cn/front/postDetail.html?id=20250828165129).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

NAMESPACE = "http://www.tc260.org.cn/ns/AIGC/1.0/"
GENERATED, POSSIBLY, SUSPECTED = "1", "2", "3"
FIELDS = (
    "Label",
    "ContentProducer",
    "ProduceID",
    "ReservedCode1",
    "ContentPropagator",
    "PropagateID",
    "ReservedCode2",
)
_SOURCES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
TRAINED = f"{_SOURCES}trainedAlgorithmicMedia"
COMPOSITE = f"{_SOURCES}compositeWithTrainedAlgorithmicMedia"
AI_SOURCES = (TRAINED, COMPOSITE)


@dataclass(frozen=True)
class Label:
    """The string fields of one AIGC label, and the IPTC's word for the source beside it (may be empty)."""

    fields: Mapping[str, str] = field(default_factory=dict)
    source: str = ""

    @classmethod
    def of_generated(cls, *, producer: str, number: str) -> Self:
        """For a picture that was made here: `number` is what we call it."""
        made = {"Label": GENERATED, "ContentProducer": producer, "ProduceID": number}
        return cls({name: made.get(name, "") for name in FIELDS}, TRAINED)

    def passed_on_by(self, propagator: str, *, number: str) -> Self:
        """The same label, with who passes the picture on where nobody is named yet. What is written stays."""
        if self.fields.get("ContentPropagator"):
            return self
        return replace(self, fields={**self.fields, "ContentPropagator": propagator, "PropagateID": number})

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self | None:
        """The way back from `as_json`; None for a picture that says nothing."""
        return cls(kept["AIGC"], kept.get("DigitalSourceType", "")) if kept.get("AIGC") else None

    def as_json(self) -> dict[str, Any]:
        return {"AIGC": dict(self.fields), "DigitalSourceType": self.source}

    @property
    def value(self) -> str:
        """1 is generated, 2 may be, 3 is suspected."""
        return self.fields["Label"]

    @property
    def text(self) -> str:
        """The JSON that stands in the picture."""
        return json.dumps(dict(self.fields), ensure_ascii=False, separators=(",", ":"))
