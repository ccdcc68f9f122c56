"""Writing to learners, and what became of it."""

import uuid
from collections.abc import Iterable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.models import Course
from progress.instructors import for_instructors

from . import services, words
from .correspondence import Delivery
from .forms import LetterForm, is_key
from .models import Letter, Standing, StandingQuerySet
from .post import next_lesson_of
from .roster import Roster

ON_A_PAGE = 30
NAMED = 200  # of those who are skipped; all of them stand on the letter's own page


@require_http_methods(["GET", "HEAD", "POST"])
@for_instructors
def write(request: HttpRequest) -> HttpResponse:
    roster = Roster.of(request)
    if request.method == "POST":
        return _posted(request, roster.course)
    chosen = _chosen(roster)
    keys = list(chosen.values_list("pk", flat=True))
    if not keys:
        messages.error(request, _("还没有选人。先在名单里勾选，再点写信。"))
        return HttpResponseRedirect(f"{reverse('teaching:roster')}?{roster.filter}")
    starter = words.starter(request.GET.get("words") or roster.form.group, chosen.only("behind", "state"))
    people = ",".join(map(str, keys))
    initial = {"people": people, "key": uuid.uuid4(), "subject": starter.subject, "text": starter.text}
    return _desk(request, roster.course, LetterForm(initial=initial), keys, starter=starter.key)


def _chosen(roster: Roster) -> StandingQuerySet:
    if roster.asked.get("to") == "all":
        return roster.standings
    named = {int(number) for number in roster.asked.getlist("who") if is_key(number)}
    return Standing.objects.of(roster.course).filter(pk__in=named).order_by("pk")


def _posted(request: HttpRequest, course: Course) -> HttpResponse:
    form = LetterForm(request.POST)
    keys = form.cleaned_data.get("people", []) if form.is_valid() or "people" in form.cleaned_data else []
    if not form.is_valid() or "preview" in request.POST:
        return _desk(request, course, form, keys, status=200 if form.is_valid() else 422)
    if not services.addressees(course, keys).reached:
        form.add_error(None, _("这些人都没有验证过的邮箱，信寄不出去。"))
        return _desk(request, course, form, keys, status=422)
    wish = form.cleaned_data
    letter = services.send_letter(
        course=course,
        by=request.user,  # type: ignore[arg-type]  # instructors only
        key=wish["key"],
        subject=wish["subject"],
        text=wish["text"],
        to=keys,
        is_answered_to_writer=wish["is_answered_to_writer"],
    )
    return HttpResponseRedirect(letter.get_absolute_url(), status=303)


def _desk(
    request: HttpRequest, course: Course, form: LetterForm, keys: Iterable[int], *, starter: str = "", status: int = 200
) -> HttpResponse:
    to = services.addressees(course, keys)
    context = {
        "form": form,
        "to": to,
        "named_skipped": to.skipped[:NAMED],
        "more_skipped": len(to.skipped[NAMED:]),
        "preview": _preview(request, course, form, to),
        "starters": words.STARTERS,
        "starter": starter,
        "asked": _asked(request),
    }
    return render(request, "teaching/write.html", context, status=status)


def _asked(request: HttpRequest) -> str:
    """The address of this page without its words, for the links that choose others."""
    asked = request.GET.copy()
    asked.pop("words", None)
    return asked.urlencode()


def _preview(request: HttpRequest, course: Course, form: LetterForm, to: services.Addressees) -> words.Filled | None:
    """The letter as the first learner gets it."""
    if not to.reached:
        return None
    first = to.reached[0]
    subject, text = form["subject"].value() or "", form["text"].value() or ""
    letter = Letter(
        course=course,
        by=request.user,  # type: ignore[misc]  # instructors only
        subject=subject,
        text=text,
        is_answered_to_writer=bool(form["is_answered_to_writer"].value()),
    )
    return words.filled(letter, learner=first.user, lesson=next_lesson_of(first))


@require_safe
@for_instructors
def letters(request: HttpRequest) -> HttpResponse:
    everything = Letter.objects.select_related("by")
    page = Paginator(everything, ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "teaching/letters.html", {"page": page, "rows": Delivery.of_each(page.object_list)})


@require_safe
@for_instructors
def letter(request: HttpRequest, letter_id: int) -> HttpResponse:
    found = get_object_or_404(Letter.objects.select_related("by", "course"), pk=letter_id)
    template = "teaching/_delivery.html" if request.headers.get("HX-Request") else "teaching/letter.html"
    delivery = Delivery.of_each([found])[0]
    return render(request, template, {"letter": found, "delivery": delivery, "page": delivery.page(request.GET)})


@require_POST
@for_instructors
def stop(request: HttpRequest, letter_id: int) -> HttpResponse:
    found = get_object_or_404(Letter, pk=letter_id)
    services.stop_letter(letter=found)
    return HttpResponseRedirect(found.get_absolute_url(), status=303)
