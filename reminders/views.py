from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.requests import LearnerRequest

from . import services
from .forms import ReminderForm
from .models import Reminder


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: LearnerRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request, ReminderForm.of(Reminder.objects.filter(user=request.user).first()))
    form = ReminderForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    services.set_reminder(user=request.user, **form.cleaned_data)
    messages.success(request, _("已保存。"))
    return HttpResponseRedirect(f"{reverse('accounts:account')}#reminders", status=303)


def _page(request: LearnerRequest, form: ReminderForm, status: int = 200) -> HttpResponse:
    return render(request, "reminders/settings.html", {"form": form}, status=status)


# A mail program posts here by itself, without cookies; the secret in the address is what allows it.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Looking changes nothing: scanners open every link of a letter before its reader does."""
    reminder = get_object_or_404(Reminder, token=token)
    if request.method == "POST":
        services.stop(token=token)
        reminder.is_on = False
    response = render(request, "reminders/stop.html", {"reminder": reminder})
    response["X-Robots-Tag"] = "noindex"
    return response
