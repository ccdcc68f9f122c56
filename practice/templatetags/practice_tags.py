"""The practice room's part of a page: {% practice_bench exercise %} in a lesson, and what its own pages show."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from courses import ready
from courses.models import Exercise, Lesson
from practice import calls
from practice.assignment import TALKS
from practice.comparison.comparing import attempts_of
from practice.comparison.sides import Shown
from practice.images.image_bench import Comparison
from practice.lab import benches, search
from practice.lab.bench import Turn
from practice.lab.history import Group
from practice.lab.work import feedback_on, with_verdict
from practice.models import Artwork, Attempt, Call, HandIn, Run, Variation
from practice.revisions import TaskGone, task_of
from practice.safety import red_flags, referrals
from practice.safety.red_flags import Theme
from practice.talks.branches import Tree
from practice.talks.conversation import chain_to, tree_of
from practice.talks.talk import fork_at

register = template.Library()


@register.simple_tag(takes_context=True)
@ready.hole
def practice_bench(context: template.Context, exercise: Exercise) -> SafeString:
    """Most tasks on a page are untouched, and those look alike for everybody."""
    lesson = exercise.lesson
    bench = benches.of(context["request"], lesson).at(exercise)
    if not bench.is_untouched:
        return ready.fresh(context, "practice/_bench.html", {"bench": bench})
    key = (lesson.course.edition, exercise.pk, *bench.look)
    return ready.made(context, "practice/_bench.html", key, lambda: {"bench": bench})


@register.simple_tag(takes_context=True)
@ready.hole
def practice_left(context: template.Context, exercise: Exercise) -> str:
    """What sending costs and what is left, in words; empty where no model is asked."""
    return escape(benches.of(context["request"], exercise.lesson).at(exercise).left)


@register.inclusion_tag("practice/_out.html", takes_context=True)
def practice_answers(context: template.Context, exercise: Exercise, talk: int | None = None) -> dict[str, Any]:
    """The answering side alone: what a script puts in place of the one that has grown old.

    `talk` is an attempt whose branch of a conversation is shown.
    """
    request = context["request"]
    through = talk if exercise.mode in TALKS else None
    return {"bench": benches.of(request, exercise.lesson, through=through).at(exercise), "request": request}


@register.inclusion_tag("practice/_conversation.html", takes_context=True)
def practice_conversation(context: template.Context, attempt: Attempt) -> dict[str, Any]:
    """From the first prompt to this one. A running answer is shown as far as it is written."""
    tree = tree_of(attempt) if attempt.exercise.mode in TALKS else Tree()
    turns = [Turn(turn, fork_at(turn.pk, tree=tree), _drawn_for(turn)) for turn in chain_to(attempt)]
    so_far = "" if attempt.call.is_over else attempt.call.reply
    task = _task_if_any(attempt.exercise, revision=attempt.revision_id)
    return {
        "attempt": attempt,
        "exercise": attempt.exercise,
        "turns": turns,
        "so_far": so_far,
        "task": task,
        "is_alone": True,
    }


@register.inclusion_tag("practice/_run_alone.html", takes_context=True)
def practice_run(context: template.Context, run: Run) -> dict[str, Any]:
    """One run of a comparison on a page of its own."""
    number = Run.objects.filter(enrollment=run.enrollment_id, exercise=run.exercise_id, pk__lte=run.pk).count()
    shown = Shown(run, number, attempts_of(run))
    return {"shown": shown, "exercise": run.exercise, "task": _task_if_any(run.exercise), "request": context["request"]}


@register.inclusion_tag("practice/_variation_alone.html", takes_context=True)
def practice_variation(context: template.Context, variation: Variation) -> dict[str, Any]:
    """One comparison on a page of its own."""
    artworks = [*variation.pictures_before(), *variation.pictures_after()]
    return {
        "comparison": Comparison(variation, artworks),
        "variation": variation,
        "exercise": variation.exercise,
        "request": context["request"],
        "csrf_token": context["csrf_token"],
    }


@register.inclusion_tag("practice/_one_verdict.html", takes_context=True)
def practice_verdict(context: template.Context, hand_in: HandIn) -> dict[str, Any]:
    found = with_verdict(HandIn.objects.filter(pk=hand_in.pk)).get()
    feedback = feedback_on(found, exercise=hand_in.exercise)
    task = feedback.task
    asks_to_grade = feedback.is_waiting_for_the_learner and bool(task.get("rubric"))
    return {
        "feedback": feedback,
        "exercise": hand_in.exercise,
        "task": task,
        "is_alone": True,
        "shows_text_already": asks_to_grade,
        "reason_form": context.get("reason_form"),
    }


@register.simple_tag(takes_context=True)
def referral(context: template.Context, exercise: Exercise, *texts: str) -> SafeString | str:
    """The card that stands before any model text when one of these texts rings; empty otherwise."""
    return _card(context, exercise.lesson, referrals.themes_of(texts, lesson=exercise.lesson))


@register.simple_tag(takes_context=True)
def referral_for_list(context: template.Context, groups: Sequence[Group]) -> SafeString | str:
    """One card for a page of the history."""
    rung = {
        group.lesson: themes for group in groups if (themes := referrals.themes_of(_texts(group), lesson=group.lesson))
    }
    if not rung:
        return ""
    themes = [theme for theme in red_flags.THEMES if any(theme in found for found in rung.values())]
    return _card(context, next(iter(rung)), themes)


@register.simple_tag(takes_context=True)
def attempt_results(context: template.Context, asked: str) -> SafeString | str:
    """The learner's own attempts on the search page; empty when there are none."""
    user = context["request"].user
    hits = search.find_attempts(user, asked) if user.is_authenticated else []
    return ready.fresh(context, "practice/_results.html", {"hits": hits, "limit": search.LIMIT}) if hits else ""


@register.simple_tag
def task_title(exercise: Exercise) -> str:
    return _task_if_any(exercise).get("title") or gettext("这道练习已经不在课里了")


@register.filter
def place_in_line(call: Call) -> int | None:
    """1 for the next; None for a call that does not wait."""
    return calls.place_of(call)


@register.filter
def is_talk(example: object) -> bool:
    """An example is a text, or the turns of a conversation."""
    return isinstance(example, list)


@register.filter
def trimmed(text: str) -> str:
    return text.strip()


def _drawn_for(attempt: Attempt) -> list[Artwork]:
    return list(attempt.artworks.order_by("number")) if attempt.call.kind == Call.Kind.IMAGE else []


def _card(context: template.Context, lesson: Lesson, themes: Sequence[Theme]) -> SafeString | str:
    if not themes:
        return ""
    # The same words for everybody, so a page that has it asks the database no more than one that has not.
    key = (lesson.course.edition, lesson.course_id, *(theme.key for theme in themes))
    return ready.made(
        context,
        "practice/_referral.html",
        key,
        lambda: {"themes": themes, "hotlines": referrals.hotlines_for(themes, course=lesson.course)},
    )


def _texts(group: Group) -> Iterator[str]:
    return (entry.row.text for entry in group.entries)


def _task_if_any(exercise: Exercise, *, revision: int | None = None) -> dict[str, Any]:
    """What was made with a task stays readable after the task has left its lesson."""
    try:
        return task_of(exercise, revision=revision)
    except TaskGone:
        return {}
