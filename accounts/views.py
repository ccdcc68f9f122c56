from allauth.account.internal.flows.logout import logout
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_POST

from .forms import ProfileForm
from .models import User
from .requests import LearnerRequest
from .services import end_all_sessions


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: LearnerRequest) -> HttpResponse:
    # A copy, so that a refused name does not stand in the page's header as if it were saved.
    person = User.objects.get(email=request.user.email)
    form = ProfileForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        form.save()
        with override(person.language):
            messages.success(request, _("已保存。"))
        return HttpResponseRedirect(reverse("accounts:account"), status=303)
    status = 422 if form.errors else 200
    return render(request, "accounts/account.html", {"form": form, **_security(person)}, status=status)


def _security(person: User) -> dict[str, object]:
    kinds = list(Authenticator.objects.filter(user=person).values_list("type", flat=True))
    return {
        "email_is_verified": EmailAddress.objects.filter(user=person, email=person.email, verified=True).exists(),
        "has_totp": Authenticator.Type.TOTP in kinds,
        "passkeys": kinds.count(Authenticator.Type.WEBAUTHN),
        "devices": UserSession.objects.filter(user=person).count(),
    }


@login_required
@require_POST
def sign_out_everywhere(request: LearnerRequest) -> HttpResponse:
    end_all_sessions(user=request.user)
    logout(request)
    return redirect("account_login")
