"""What a stranger reads about a project: chosen by its learner, kept as it was shown to them before."""

from typing import Any

from .work import Milestone, Work, number


def snapshot(work: Work, choices: dict[str, Any]) -> dict[str, Any]:
    """Only what was chosen, as plain words and numbers. The declaration about AI is never left out."""
    chosen = set(choices.get("steps") or ())
    return {
        "title": work.task.get("title", ""),
        "lesson": work.exercise.lesson.title,
        "name": choices["name"],
        "intro": choices.get("intro", ""),
        "disclosure": work.project.disclosure if work.project else "",
        "steps": [_step(milestone, choices) for milestone in work.milestones if milestone.key in chosen],
        "numbers": _numbers(work) if choices.get("shows_numbers") else [],
        "budget": _budget(work) if choices.get("shows_budget") else None,
        "is_passed": bool(choices.get("shows_verdict") and work.standing.state == "passed"),
    }


def pictures_in(snapshot: dict[str, Any]) -> set[int]:
    return {proof["artwork"] for step in snapshot.get("steps") or () for proof in step["proofs"] if "artwork" in proof}


def has_moved_on(work: Work) -> bool:
    """The page shows an older state of what was chosen for it."""
    page = getattr(work.project, "public_page", None)
    return bool(page and not page.withdrawn_at and snapshot(work, page.choices) != page.snapshot)


def _step(milestone: Milestone, choices: dict[str, Any]) -> dict[str, Any]:
    proofs: list[dict[str, Any]] = []
    for proof in milestone.proofs:
        if proof.artwork and choices.get("shows_pictures"):
            picture = proof.artwork
            size = {"width": picture.width, "height": picture.height}
            proofs.append({"artwork": picture.pk, "text": proof.text, "label": str(picture.label_words), **size})
        elif proof.url and choices.get("shows_links"):
            proofs.append({"url": proof.url, "text": proof.text})
    return {"title": milestone.facts["title"], "note": milestone.note, "proofs": proofs}


def _numbers(work: Work) -> list[dict[str, Any]]:
    return [
        {
            "name": series.name,
            "unit": series.unit,
            "points": [[point.on.isoformat(), number(point.value)] for point in series.points],
        }
        for series in work.series
    ]


def _budget(work: Work) -> dict[str, Any]:
    planned = work.spent.budget or {}
    return {"hours": number(work.spent.hours), "yuan": number(work.spent.yuan), "planned": planned}
