from typing import Any

from django import template

from ..forms import ReminderForm
from ..models import Reminder

register = template.Library()


@register.inclusion_tag("reminders/_settings.html", takes_context=True)
def reminder_settings(context: template.Context) -> dict[str, Any]:
    """The tick and the hour, for the learner's own account page."""
    request = context["request"]
    form = ReminderForm.of(Reminder.objects.filter(user=request.user).first())
    return {"form": form, "csrf_token": context.get("csrf_token"), "is_verified": context.get("email_is_verified")}
