"""What a picture can be asked for with: how many, which size, which seed, as far as task and model allow."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from courses.models import Exercise

from .. import llm

MOST = 4  # pictures of one attempt
LARGEST_SEED = 2**31 - 1


@dataclass(frozen=True)
class Offer:
    """The choices beside a prompt; `wanted` is the size the task speaks of."""

    sizes: tuple[str, ...]
    size: str
    wanted: str
    most: int
    takes_seed: bool

    @property
    def counts(self) -> range:
        return range(1, self.most + 1)

    @property
    def is_another_size(self) -> bool:
        return self.size != self.wanted

    def initial(self) -> dict[str, Any]:
        return {"size": self.size, "count": 1}


def offer_for(task: Mapping[str, Any]) -> Offer | None:
    """None where the site has no model that draws."""
    source = next(iter(llm.painters()), None)
    if source is None or task["mode"] != "image":
        return None
    model = llm.image_model(source.image, host=urlsplit(source.address).hostname or "")
    wanted = task["image"]["size"]
    return Offer(
        sizes=tuple(model.sizes),
        size=model.nearest(wanted),
        wanted=wanted,
        most=max(1, min(MOST, model.most, task["image"]["count"])),
        takes_seed=model.takes_seed,
    )


def offer_of(exercise: Exercise) -> Offer | None:
    """None, too, where the published lesson has the task no more."""
    tasks = exercise.lesson.document.get("practice") or ()
    return next((offer_for(task) for task in tasks if task["id"] == exercise.key), None)


def settings_from(wish: Mapping[str, Any], *, offer: Offer) -> dict[str, Any]:
    """What is kept on the attempt. What was not said is as the task has it. Raises ValidationError by field."""
    problems = {}
    size = str(wish.get("size") or offer.size)
    if size not in offer.sizes:
        problems["size"] = _("这个尺寸模型画不了，从列出的里面选一个。")
    count = _whole(wish.get("count") or 1)
    if count is None or count not in offer.counts:
        problems["count"] = _("一次可以出 1 到 %(most)d 张。") % {"most": offer.most}
    seed = wish.get("seed")
    number = _whole(seed) if offer.takes_seed and seed not in {None, ""} else None
    if offer.takes_seed and seed not in {None, ""} and (number is None or not 0 <= number <= LARGEST_SEED):
        problems["seed"] = _("种子是 0 到 %(most)d 之间的整数。") % {"most": LARGEST_SEED}
    if problems:
        raise ValidationError(problems)
    return {"size": size, "count": count} | ({} if number is None else {"seed": number})


def _whole(said: Any) -> int | None:
    text = str(said).strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else None
