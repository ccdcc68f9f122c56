"""Second looks over HTTP: the learner's request, the instructors' desk."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from progress.instructors import for_instructors
from progress.responses import fields_of, problem, signed_in, wants_json

from ..assignment import Assignment
from ..models import HandIn
from . import desk as tables
from . import second_looks
from .desk_forms import ReasonForm, VerdictForm, initial_of


@signed_in
@require_POST
def ask(request: HttpRequest, hand_in_id: int) -> HttpResponse:
    hand_in = _own(request, hand_in_id)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _unasked(request, hand_in, form)
    try:
        second_looks.ask(hand_in=hand_in, reason=form.cleaned_data["reason"], at=timezone.now())
    except second_looks.Refused:
        told = _("这一份现在不能请老师再看：它还没有评语，或者老师已经评过了。")
        if wants_json(request):
            return problem(409, "conflict", told)
        messages.error(request, told)
    return _back_to(hand_in)


@signed_in
@require_POST
def withdraw(request: HttpRequest, hand_in_id: int) -> HttpResponse:
    hand_in = _own(request, hand_in_id)
    try:
        second_looks.withdraw(hand_in=hand_in)
    except second_looks.Refused:
        messages.error(request, _("老师已经在看了，收不回来了。"))
    return _back_to(hand_in)


@require_safe
@for_instructors
def desk(request: HttpRequest) -> HttpResponse:
    return render(request, "practice/desk.html", {"desk": tables.Desk(request.GET)})


@require_http_methods(["GET", "HEAD", "POST"])
@for_instructors
def work(request: HttpRequest, hand_in_id: int) -> HttpResponse:
    shown = _work(hand_in_id)
    if shown.assignment is None:
        return _page(request, shown, None)
    if request.method == "POST":
        return _posted(request, shown, shown.assignment)
    newest = shown.newest_by_instructor
    initial = {"after": newest and newest.pk, "words": newest.words if newest else ""}
    form = VerdictForm(initial=initial | (initial_of(newest.criteria) if newest else {}), assignment=shown.assignment)
    return _page(request, shown, form)


@require_POST
@for_instructors
def take(request: HttpRequest, hand_in_id: int) -> HttpResponse:
    shown = _work(hand_in_id)
    if request.POST.get("put_back"):
        second_looks.put_back(hand_in=shown.hand_in, by=request.user)  # type: ignore[arg-type]
    elif not second_looks.take(hand_in=shown.hand_in, by=request.user, at=timezone.now()):  # type: ignore[arg-type]
        messages.warning(request, _("别的老师先一步在看了，或者已经评完了。"))
    return HttpResponseRedirect(reverse("practice:work", args=[hand_in_id]), status=303)


def _posted(request: HttpRequest, shown: tables.Work, assignment: Assignment) -> HttpResponse:
    form = VerdictForm(request.POST, assignment=assignment)
    if not form.is_valid():
        return _page(request, shown, form, status=422)
    try:
        second_looks.answer(
            hand_in=shown.hand_in,
            by=request.user,  # type: ignore[arg-type]
            marks=form.marks,
            words=form.cleaned_data["words"].strip(),
            at=timezone.now(),
            after=form.cleaned_data["after"],
        )
    except second_looks.SomebodyWasFirst as first:
        again = request.POST.copy()
        again["after"] = str(first.verdict.pk)  # saved again, it is said knowing the other
        form = VerdictForm(again, assignment=assignment)
        form.add_error(
            None, _("你写的时候，别的老师已经评过了。看一眼下面的评语；仍然要按你的来，就再保存一次，两份都会留着。")
        )
        return _page(request, _work(shown.hand_in.pk), form, status=409)
    messages.success(request, _("保存了。学习者会在「今天」看到。"))
    return HttpResponseRedirect(reverse("practice:desk"), status=303)


def _page(request: HttpRequest, shown: tables.Work, form: VerdictForm | None, *, status: int = 200) -> HttpResponse:
    asked = list(form.asked(shown.before)) if form else []
    context = {"work": shown, "hand_in": shown.hand_in, "form": form, "asked": asked}
    return render(request, "practice/work.html", context, status=status)


def _work(hand_in_id: int) -> tables.Work:
    try:
        return tables.work_on(hand_in_id)
    except HandIn.DoesNotExist as missing:
        raise Http404 from missing


def _own(request: HttpRequest, hand_in_id: int) -> HandIn:
    rooms = ("exercise__lesson__stage", "exercise__lesson__course")
    return get_object_or_404(HandIn.objects.of(request.user).select_related(*rooms), pk=hand_in_id)


def _unasked(request: HttpRequest, hand_in: HandIn, form: ReasonForm) -> HttpResponse:
    """What was written stays in its box."""
    if wants_json(request):
        fields = fields_of(form)
        return problem(422, "invalid", fields["reason"][0], fields)
    return render(request, "practice/hand_in.html", {"hand_in": hand_in, "reason_form": form}, status=422)


def _back_to(hand_in: HandIn) -> HttpResponse:
    return HttpResponseRedirect(f"{hand_in.get_absolute_url()}#second-look-{hand_in.pk}", status=303)
