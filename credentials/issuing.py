"""The learner decides: a public page or none, under which name, and for how long."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from progress.models import Award
from progress.responses import fields_of, problem, signed_in, wants_json

from . import services
from .forms import CredentialForm
from .models import Credential


def see_other(credential: Credential) -> HttpResponseRedirect:
    return HttpResponseRedirect(credential.get_absolute_url(), status=303)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def issue(request: HttpRequest, award_id: int) -> HttpResponse:
    mine = Award.objects.filter(enrollment__user=request.user.pk)
    award = get_object_or_404(mine.select_related("enrollment__user", "credential"), pk=award_id)
    if request.method == "POST":
        return _issue(request, award, CredentialForm(request.POST))
    return _page(request, award, CredentialForm(initial=_suggested(award)))


def _issue(request: HttpRequest, award: Award, form: CredentialForm) -> HttpResponse:
    if not form.is_valid():
        if wants_json(request):
            return problem(422, "invalid", _("名字还要改一下。"), fields_of(form))
        return _page(request, award, form, status=422)
    words = form.cleaned_data
    try:
        credential = services.issue(award=award, name=words["name"], drawn_name=words["drawn_name"])
    except services.NotPossible as refusal:
        if wants_json(request):
            return problem(409, "revoked", str(refusal))
        messages.error(request, str(refusal))
        return see_other(award.credential)
    if wants_json(request):
        return JsonResponse({"code": credential.code, "url": credential.get_absolute_url()}, status=201)
    messages.success(request, _("证书在这里了。下载它，或者把这一页的网址发给别人。"))
    return see_other(credential)


@require_POST
@signed_in
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    credential = get_object_or_404(Credential.objects.of(request.user.pk), code=code)
    services.withdraw(credential=credential)
    if wants_json(request):
        return JsonResponse({"code": credential.code, "url": credential.get_absolute_url()})
    messages.success(request, _("收回了。别人打开这一页，只看到它被收回；你随时可以再公开，编号不变。"))
    return see_other(credential)


def _suggested(award: Award) -> dict[str, str]:
    """The name it bears already, else the display name; never the address somebody signs in with."""
    issued = getattr(award, "credential", None)
    if issued:
        return {"name": issued.name, "drawn_name": issued.drawn_name}
    return {"name": award.enrollment.user.display_name}


def _page(request: HttpRequest, award: Award, form: CredentialForm, status: int = 200) -> HttpResponse:
    shown: dict[str, Any] = {"award": award, "form": form, "credential": getattr(award, "credential", None)}
    return render(request, "credentials/issue.html", shown, status=status)
