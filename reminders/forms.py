from django import forms
from django.utils.translation import gettext_lazy as _

from .models import Reminder

HOURS = [(hour, f"{hour:02}:00") for hour in range(24)]


class ReminderForm(forms.Form):
    is_on = forms.BooleanField(label=_("每天给我发一封提醒邮件"), required=False)
    hour = forms.TypedChoiceField(label=_("几点"), choices=HOURS, coerce=int, initial=Reminder.USUAL_HOUR)

    @classmethod
    def of(cls, reminder: Reminder | None) -> "ReminderForm":
        return cls(initial={"is_on": reminder.is_on, "hour": reminder.hour} if reminder else None)
