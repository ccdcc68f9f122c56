from django.http import HttpRequest

from .models import User


class LearnerRequest(HttpRequest):
    """What a view behind `login_required` is given."""

    user: User  # type: ignore[assignment]
