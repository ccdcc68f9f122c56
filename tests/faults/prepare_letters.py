"""Run inside the data folder of a started site: learners who want a letter now. Takes how many and a first name."""

import sys
from datetime import timedelta

import django

django.setup()

from allauth.account.models import EmailAddress  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts.models import User  # noqa: E402
from courses.models import Course  # noqa: E402
from progress.models import Enrollment  # noqa: E402
from reminders.models import Reminder  # noqa: E402

count, name = int(sys.argv[1]), sys.argv[2]
now = timezone.now()
course = Course.objects.get(slug="aigc")
# Where it is noon now, so that no day ends while the test runs.
ahead = 12 - now.hour
zone = f"Etc/GMT{-ahead:+d}" if ahead else "Etc/GMT"
for number in range(count):
    user = User.objects.create(email=f"{name}{number}@example.org", time_zone=zone)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    Enrollment.objects.create(user=user, course=course, starts_on=now.date() - timedelta(days=1))
    Reminder.objects.create(user=user, is_on=True, hour=8, next_at=now)
