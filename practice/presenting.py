"""Rows as the JSON of the contract."""

from typing import Any

from django.urls import reverse

from .comparison import comparing
from .evaluation import plain
from .models import Artwork, Attempt, Call, HandIn, Run, Variation
from .one_variable.change_words import changes_in_words
from .safety import labels, referrals


def new_attempt(attempt: Attempt) -> dict[str, Any]:
    return {
        "id": attempt.pk,
        "status": attempt.call.status,
        "url": attempt.get_absolute_url(),
        "events": reverse("practice:events", args=[attempt.pk]),
        "referral": referrals.as_json(attempt.text, exercise=attempt.exercise),
    } | ({"side": attempt.side, "group": str(attempt.group)} if attempt.side else {})


def run(run: Run) -> dict[str, Any]:
    """The attempts in the order of the page; their sides and the vote only where they are not hidden."""
    sent = comparing.attempts_of(run)
    shown = [new_attempt(sent[side]) for side in run.order if side in sent]
    if run.is_hidden:
        shown = [
            {name: value for name, value in row.items() if name not in {"side", "group", "referral"}} for row in shown
        ]
    return {
        "group": str(run.group),
        "url": run.get_absolute_url(),
        "blind": run.is_hidden,
        "attempts": shown,
        "vote": run.vote or None,
        "reason": run.reason,
    }


def attempt(attempt: Attempt) -> dict[str, Any]:
    call = attempt.call
    pieces = list(call.pieces.values_list("text", flat=True))
    return {
        "id": attempt.pk,
        "exercise": attempt.exercise_id,
        "status": call.status,
        "text": attempt.text,
        "referral": referrals.as_json(attempt.text, exercise=attempt.exercise),
        "reply": "".join(pieces),
        "reason": call.reason or None,
        "sample": call.is_sample,
        "label": str(labels.of_reply(call)),
        "artworks": _drawn_for(attempt),
        "pieces": len(pieces),
        "usage": {"input": call.input_tokens, "output": call.output_tokens, "estimated": call.is_estimated},
        "created_at": attempt.created_at.isoformat(),
        "finished_at": call.finished_at and call.finished_at.isoformat(),
    }


def _drawn_for(attempt: Attempt) -> list[dict[str, Any]]:
    if attempt.call.kind != Call.Kind.IMAGE:
        return []
    return [artwork(one) | {"url": one.get_absolute_url()} for one in attempt.artworks.order_by("number")]


def new_hand_in(hand_in: HandIn) -> dict[str, Any]:
    return {"id": hand_in.pk, "status": hand_in.status, "url": hand_in.get_absolute_url()}


def hand_in(hand_in: HandIn) -> dict[str, Any]:
    verdict = hand_in.evaluations.counting_first().first()
    criteria = verdict.criteria if verdict else []
    goals = verdict.goals if verdict else []
    return {
        "id": hand_in.pk,
        "status": hand_in.status,
        "by": verdict.by if verdict else None,
        "label": str(labels.of_verdict(verdict)) if verdict else "",
        "total": plain(verdict.total) if verdict and verdict.total is not None else None,
        "passed": verdict.is_passed if verdict else None,
        "checks": hand_in.checks,
        "evidence": [{"kind": row.kind, "url": row.url, "text": row.text} for row in hand_in.evidence.all()],
        "criteria": [{name: row[name] for name in ("id", "level", "points", "quote", "advice")} for row in criteria],
        "goals": [{name: goal[name] for name in ("id", "reached", "quote")} for goal in goals],
    }


def artwork(artwork: Artwork) -> dict[str, Any]:
    return {
        "id": artwork.pk,
        "origin": artwork.origin,
        "attempt": artwork.attempt_id,
        "number": artwork.number,
        "prompt": artwork.prompt,
        "settings": artwork.settings,
        "ai_label": artwork.ai_label,
        "label": str(artwork.label_words),
        "width": artwork.width,
        "height": artwork.height,
        "bytes": artwork.bytes,
        "media_type": artwork.media_type,
        "full": artwork.get_absolute_url(),
        "thumb": artwork.thumb_url,
        "created_at": artwork.created_at.isoformat(),
    }


def variation(shown: Variation) -> dict[str, Any]:
    """`status` and `events` are those of the changed prompt, where the site draws it."""
    sent = shown.attempt
    return {
        "id": shown.pk,
        "exercise": shown.exercise_id,
        "vary": shown.vary,
        "status": sent.call.status if sent else None,
        "url": shown.get_absolute_url(),
        "events": reverse("practice:events", args=[sent.pk]) if sent else None,
        "before": {"attempt": shown.before_attempt_id, "text": shown.before_text, "settings": shown.before_settings},
        "after": {"attempt": shown.attempt_id, "text": shown.text, "settings": shown.settings},
        "artworks": {
            "before": [artwork(one) for one in shown.pictures_before()],
            "after": [artwork(one) for one in shown.pictures_after()],
        },
        "change": changes_in_words(shown.change),
        "prediction": shown.prediction,
        "outcome": shown.outcome or None,
        "words": shown.words,
        "created_at": shown.created_at.isoformat(),
    }
