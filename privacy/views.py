from allauth.account.decorators import reauthentication_required
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import LearnerRequest
from practice.models import Artwork, Attempt, HandIn
from practice.providers.consent import provider_host
from progress.models import LessonCompletion, QuizAnswer

from .forms import EraseForm
from .services import erase_person, export_person


@require_safe
def policy(request: HttpRequest) -> HttpResponse:
    return render(request, "privacy/policy.html", {"provider_host": provider_host()})


@login_required
@require_safe
def data(request: LearnerRequest) -> HttpResponse:
    return render(request, "privacy/data.html", {"counts": _counts(request)})


@login_required
@never_cache
@require_safe
def export(request: LearnerRequest) -> FileResponse:
    name = f"aigc-{timezone.localdate():%Y-%m-%d}.zip"
    file = export_person(user=request.user)
    return FileResponse(file, as_attachment=True, filename=name, content_type="application/zip")


@login_required
@never_cache
@reauthentication_required
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: LearnerRequest) -> HttpResponse:
    form = EraseForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        erase_person(user=request.user)
        logout(request)
        return redirect("privacy:erased")
    status = 422 if form.errors else 200
    return render(request, "privacy/erase.html", {"form": form, "counts": _counts(request)}, status=status)


@require_safe
def erased(request: HttpRequest) -> HttpResponse:
    return render(request, "privacy/erased.html")


def _counts(request: LearnerRequest) -> dict[str, int]:
    mine = {"enrollment__user": request.user}
    return {
        "completions": LessonCompletion.objects.filter(**mine).count(),
        "answers": QuizAnswer.objects.filter(**mine).count(),
        "attempts": Attempt.objects.filter(**mine).count(),
        "artworks": Artwork.objects.of(request.user).count(),
        "hand_ins": HandIn.objects.filter(**mine).count(),
    }
