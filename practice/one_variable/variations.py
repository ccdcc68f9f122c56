"""Predict, change exactly one thing, see both. Keyword-only, harmless twice."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from courses.models import Exercise
from progress.models import Enrollment

from .. import services
from ..images import artworks, image_tasks
from ..models import Artwork, Attempt, Variation
from ..revisions import task_of
from .change_words import changes_in_words

LONGEST_PREDICTION = 1000


class Made(NamedTuple):
    variation: Variation
    is_new: bool


def vary(
    *,
    enrollment: Enrollment,
    exercise: Exercise,
    before: Attempt | Artwork,
    text: str,
    prediction: str,
    key: str,
    before_text: str = "",
    settings: Mapping[str, Any] | None = None,
) -> Made:
    """Keep the prediction and, where the site draws, send the changed prompt.

    `before_text` is the prompt of a picture that was brought along without one. Raises Conflict, ValidationError and
    quota.Exceeded as submitting does; ValidationError, too, when anything but one thing was changed.
    """
    if earlier := Variation.objects.filter(enrollment=enrollment, key=key).first():
        return Made(_same(earlier, exercise, text, prediction), is_new=False)
    new = Variation(
        enrollment=enrollment,
        exercise=exercise,
        key=key,
        vary=task_of(exercise)["image"]["vary"][:200],
        text=text,
        prediction=prediction.strip(),
    )
    if isinstance(before, Attempt):
        _begin_with_attempt(new, before, settings)
    else:
        _begin_with_picture(new, before, before_text)
    _refuse_all_but_one_change(new)
    try:
        with transaction.atomic():
            if new.before_attempt:
                new.attempt = services.submit_attempt(
                    enrollment=enrollment, exercise=exercise, text=text, key=_key_of(key), settings=new.settings
                ).attempt
            new.save(force_insert=True)
    except IntegrityError:
        # Two presses at the same moment: the other one was first.
        return Made(_same(Variation.objects.get(enrollment=enrollment, key=key), exercise, text, prediction), False)
    return Made(new, is_new=True)


def draw_again(*, variation: Variation, key: str) -> Attempt:
    """After a picture that did not come: the same words once more, in the same comparison."""
    if not variation.attempt or not variation.attempt.call.is_over or variation.attempt.artworks.exists():
        raise ValidationError(_("这一次已经有图，或者还在画。"))
    with transaction.atomic():
        again = services.submit_attempt(
            enrollment=variation.enrollment,
            exercise=variation.exercise,
            text=variation.text,
            key=_key_of(f"{variation.pk} {key}"),
            settings=variation.settings,
        ).attempt
        Variation.objects.filter(pk=variation.pk).update(attempt=again)
    return again


def add_result(*, variation: Variation, file: File, key: str) -> None:
    """The picture that the changed prompt made in another tool; another one takes its place."""
    if not variation.is_brought_along:
        raise ValidationError(_("这一次是在网站里画的，不用上传。"))
    artwork = artworks.keep_upload(
        enrollment=variation.enrollment, exercise=variation.exercise, file=file, prompt=variation.text, key=key
    )
    Variation.objects.filter(pk=variation.pk).update(artwork=artwork)


def conclude(*, variation: Variation, outcome: str, words: str = "") -> None:
    """Whether it came as predicted, in the learner's own judgement. It may be said again."""
    if outcome not in Variation.Outcome.values:
        raise ValidationError({"outcome": _("三个里选一个。")})
    if len(words) > LONGEST_PREDICTION:
        raise ValidationError({"words": _("最多 %(most)d 个字。") % {"most": LONGEST_PREDICTION}})
    Variation.objects.filter(pk=variation.pk).update(outcome=outcome, words=words.strip())


def _begin_with_attempt(new: Variation, before: Attempt, wish: Mapping[str, Any] | None) -> None:
    offer = image_tasks.offer_of(new.exercise)
    if offer is None:
        raise ValidationError(_("网站现在不能出图。用上传的两张图来对照。"))
    if not before.artworks.exists():
        raise ValidationError(_("先让第一次画出图来，再改一样。"))
    new.before_attempt = before
    new.before_text, new.before_settings = before.text, before.settings
    new.settings = image_tasks.settings_from({**before.settings, **(wish or {})}, offer=offer)


def _begin_with_picture(new: Variation, before: Artwork, before_text: str) -> None:
    new.before_artwork = before
    new.before_text = before_text if before_text.strip() else before.prompt
    if not new.before_text.strip():
        raise ValidationError({"before_text": _("写下第一张图用的提示词，不然看不出改了哪里。")})


def _refuse_all_but_one_change(new: Variation) -> None:
    problems = {}
    if not new.prediction:
        problems["prediction"] = _("先写下你猜会怎样，再发送。")
    elif len(new.prediction) > LONGEST_PREDICTION:
        problems["prediction"] = _("最多 %(most)d 个字。") % {"most": LONGEST_PREDICTION}
    change = new.change
    if change.is_nothing:
        problems["text"] = _("和原来一样：空格和标点不算改。把要试的那一样改掉再发。")
    elif not change.is_one:
        said = {"count": len(change.stretches), "changes": _("；").join(changes_in_words(change))}
        problems["text"] = _("这次改了 %(count)d 处：%(changes)s。只留一处，别的改回去，才看得出是它起的作用。") % said
    if problems:
        raise ValidationError(problems)


def _same(earlier: Variation, exercise: Exercise, text: str, prediction: str) -> Variation:
    if (earlier.exercise_id, earlier.text, earlier.prediction) != (exercise.pk, text, prediction.strip()):
        raise services.Conflict
    return earlier


def _key_of(key: str) -> str:
    """The attempt has a key of its own, so that no other prompt can have taken it."""
    return sha256(f"vary {key}".encode()).hexdigest()
