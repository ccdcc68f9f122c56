"""What the bench of a picture task shows beside its prompt: what can be asked for, was drawn, was compared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from .. import llm
from ..lab.reasons import Words, words_for
from ..models import Artwork, Attempt, Call, Variation
from ..money import costs
from ..money.quota import Standing
from ..one_variable.change_words import changes_in_words
from .image_tasks import Offer, offer_for

EARLIER = 12  # comparisons that a lesson page lists


@dataclass(frozen=True)
class Side:
    """One half of a comparison."""

    text: str
    settings: Mapping[str, Any]
    artworks: Sequence[Artwork]
    attempt: Attempt | None = None

    @property
    def call(self) -> Call | None:
        return self.attempt.call if self.attempt else None

    @property
    def words(self) -> Words | None:
        return words_for(self.call) if self.call else None

    @property
    def is_missing(self) -> bool:
        """Nothing is under way, and no picture came."""
        return not self.artworks and (self.call is None or self.call.is_over)


@dataclass(frozen=True)
class Comparison:
    variation: Variation
    artworks: Sequence[Artwork]

    @cached_property
    def before(self) -> Side:
        row = self.variation
        return Side(row.before_text, row.before_settings, self._of(row.before_attempt_id, row.before_artwork_id))

    @cached_property
    def after(self) -> Side:
        row = self.variation
        return Side(row.text, row.settings, self._of(row.attempt_id, row.artwork_id), row.attempt)

    @property
    def changes(self) -> list[str]:
        return changes_in_words(self.variation.change)

    def _of(self, attempt_id: int | None, artwork_id: int | None) -> list[Artwork]:
        if attempt_id:
            return [artwork for artwork in self.artworks if artwork.attempt_id == attempt_id]
        return [artwork for artwork in self.artworks if artwork.pk == artwork_id]


@dataclass(frozen=True)
class ImageBench:
    task: Mapping[str, Any]
    attempts: Sequence[Attempt]  # newest first
    artworks: Sequence[Artwork]
    variations: Sequence[Variation]  # newest first
    standing: Standing | None = None

    @cached_property
    def offer(self) -> Offer | None:
        return offer_for(self.task)

    @property
    def chosen(self) -> Mapping[str, Any]:
        """Size, count and seed that stand in the form: the last ones, as far as they can still be had."""
        assert self.offer  # noqa: S101  the form is only drawn with one
        last = self.attempts[0].settings if self.attempts else {}
        return self.offer.initial() | {
            name: value
            for name, value in last.items()
            if value in {"size": self.offer.sizes, "count": self.offer.counts}.get(name, (value,))
        }

    @property
    def price(self) -> str:
        """What a picture costs and what is left, in words."""
        if self.standing is None or self.offer is None:
            return ""
        return costs.words_before_drawing(self.standing, model=llm.model_for("image"))

    @property
    def drawn_ids(self) -> set[int]:
        return {artwork.attempt_id for artwork in self.artworks if artwork.attempt_id}

    @cached_property
    def baseline(self) -> Attempt | None:
        """The latest that was drawn, and is no change of another one itself; else the latest that was drawn."""
        drawn = [attempt for attempt in self.attempts if attempt.pk in self.drawn_ids]
        changed = {variation.attempt_id for variation in self.variations}
        return next((attempt for attempt in drawn if attempt.pk not in changed), drawn[0] if drawn else None)

    @cached_property
    def uploads(self) -> list[Artwork]:
        """Brought along, newest first; the second picture of a comparison is no beginning of one."""
        results = {variation.artwork_id for variation in self.variations}
        return [artwork for artwork in reversed(self.artworks) if artwork.is_uploaded and artwork.pk not in results]

    @property
    def baseline_is_brought_along(self) -> bool:
        return bool(self.uploads) and (self.offer is None or self.baseline is None)

    @property
    def before_text(self) -> str:
        if self.baseline_is_brought_along:
            return self.uploads[0].prompt
        return self.baseline.text if self.baseline else ""

    @property
    def can_vary(self) -> bool:
        return self.baseline_is_brought_along or bool(self.offer and self.baseline)

    @cached_property
    def current(self) -> Comparison | None:
        """The comparison the learner is at: begun later than any prompt that was sent by itself."""
        latest = self.variations[0] if self.variations else None
        sent = self.attempts[0] if self.attempts else None
        if latest is None or (sent and sent.pk != latest.attempt_id and sent.created_at > latest.created_at):
            return None
        return self._comparison(latest)

    @property
    def earlier(self) -> list[Variation]:
        current = self.current.variation if self.current else None
        return [variation for variation in self.variations if variation != current][:EARLIER]

    def pictures_of(self, attempt: Attempt) -> list[Artwork]:
        return [artwork for artwork in self.artworks if artwork.attempt_id == attempt.pk]

    def _comparison(self, variation: Variation) -> Comparison:
        by_id = {attempt.pk: attempt for attempt in self.attempts}
        # Read with the lesson, call and all.
        if variation.attempt_id in by_id:
            variation.attempt = by_id[variation.attempt_id]
        return Comparison(variation, self.artworks)
