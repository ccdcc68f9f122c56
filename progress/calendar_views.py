"""The secret address of a learner's plan: making it, taking it back, and what a calendar program gets there."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from . import services
from .clock import today_of
from .current import Learner
from .feed import feed
from .learner_plan import LearnerPlan
from .models import CalendarLink, Enrollment
from .plan_views import for_the_enrolled
from .views import see_other


@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """Whoever has the address may read it: a calendar program cannot sign in."""
    links = CalendarLink.objects.select_related("enrollment__user", "enrollment__course")
    link = get_object_or_404(links, token=token, enrollment__user__is_active=True)
    enrollment = link.enrollment
    plan = LearnerPlan.read(enrollment, today_of(enrollment.user))
    with translation.override(enrollment.user.language or settings.LANGUAGE_CODE):
        text = feed(plan, at=timezone.now(), site=settings.SITE_URL)
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="aigc-academy.ics"'
    response["Cache-Control"] = "private, max-age=900"
    response["X-Robots-Tag"] = "noindex"
    return response


@require_POST
@for_the_enrolled
def change(request: HttpRequest, learner: Learner, enrollment: Enrollment) -> HttpResponse:
    if request.POST.get("stop"):
        services.stop_calendar(enrollment=enrollment)
        messages.success(request, _("日历地址已停用，订阅它的日历不会再更新。"))
    else:
        services.share_calendar(enrollment=enrollment)
        messages.success(request, _("新的日历地址在下面。知道它的人都能看到你的计划，别转发。"))
    return see_other(f"{reverse('progress:plan')}#calendar")
