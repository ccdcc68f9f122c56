"""Handing a project in: the text is put together, mended by its learner, and goes the way of every hand-in."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from practice import services as practice
from progress.responses import signed_in

from . import mine, services
from .forms import SummaryForm


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def hand_in(request: HttpRequest, exercise_id: int) -> HttpResponse:
    """`do`: keep the draft, put it together anew, or hand in."""
    work, project = mine.begun(request, exercise_id)
    if request.method != "POST":
        return _shown(request, work, project.summary or work.assembled)
    text, wish = request.POST.get("text", ""), request.POST.get("do", "hand-in")
    if wish == "renew":
        services.keep_summary(project=project, text="")
        messages.success(request, _("照节点里现在的内容重新拼好了。"))
        return _shown(request, work, work.assembled)
    form = SummaryForm(request.POST)
    if not form.is_valid():
        return _shown(request, work, text, [words for errors in form.errors.values() for words in errors])
    text = form.cleaned_data["text"]
    if wish == "keep":
        services.keep_summary(project=project, text=text)
        messages.success(request, _("草稿存好了，还没有交。"))
        return _shown(request, work, text, status=200)
    return _handed_in(request, work, project, text, form.cleaned_data["idempotency_key"])


def _handed_in(request, work, project, text, key) -> HttpResponse:
    if not project.disclosure and work.task.get("disclosure"):
        services.keep_summary(project=project, text=text)
        return _shown(request, work, text, [_("还差一步：先在项目页写明在哪里、怎样标注了 AI。这里写的字存好了。")])
    try:
        handed = services.hand_in(project=project, text=text, key=key).hand_in
    except practice.Conflict:
        return _shown(request, work, text, [_("这一页已经交过一次，后来又改了。再按一次，会作为新的一次交上去。")])
    except ValidationError as refusal:
        services.keep_summary(project=project, text=text)
        return _shown(request, work, text, refusal.messages)
    if handed.status == handed.Status.REFUSED:
        return _shown(request, work, text, [check["message"] for check in handed.checks if not check["ok"]])
    messages.success(request, _("交上去了。"))
    return mine.see_other(work.exercise.pk, "verdict")


def _shown(request, work, text: str, problems=(), *, status: int | None = None) -> HttpResponse:
    context = {"work": work, "text": text, "problems": list(problems)}
    return render(request, "portfolio/hand_in.html", context, status=status or (422 if problems else 200))
