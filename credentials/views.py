"""What a stranger sees who checks a credential, and a learner's list of them."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from progress.models import Award

from . import codes, pages
from .forms import CheckForm
from .models import Credential


def found(code: str) -> Credential:
    """Raises Http404."""
    return get_object_or_404(Credential.objects.with_owner(), code=code)


@require_safe
def page(request: HttpRequest, code: str) -> HttpResponse:
    spelled = codes.read(code)
    if spelled and spelled != code:
        return redirect("credentials:page", spelled, permanent=True)
    shown = pages.Shown(found(code), request.user)
    response = render(request, "credentials/page.html", {"shown": shown}, status=shown.status)
    # It may be taken back at any moment, so nobody shows it again without asking; nobody lists it either.
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    return _list(request, CheckForm())


@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """Somebody typed a code from paper."""
    form = CheckForm(request.GET)
    if form.is_valid():
        code = codes.read(form.cleaned_data["code"])
        if code and Credential.objects.filter(code=code).exists():
            return HttpResponseRedirect(Credential(code=code).get_absolute_url())
        missing = _("没有这个编号的证书。编号是 12 个字母和数字，没有 0、O、1、I、L。")
        form.add_error("code", missing)
    return _list(request, form, status=404)


def _list(request: HttpRequest, form: CheckForm, status: int = 200) -> HttpResponse:
    awards: list[Award] = []
    if request.user.is_authenticated:
        own = Award.objects.filter(enrollment__user=request.user)
        awards = list(own.select_related("credential", "enrollment__course"))
    return render(request, "credentials/mine.html", {"awards": awards, "form": form}, status=status)
