"""Who gets in: instructors, and whoever runs the site."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache

from accounts.models import User
from accounts.services import INSTRUCTORS
from progress.responses import signed_in


def teaches(user: User) -> bool:
    if not user.is_staff:
        return False
    return user.is_superuser or user.groups.filter(name=INSTRUCTORS).exists()


def for_instructors(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A visitor is asked to sign in; anybody else is told that this is not for them. Nothing here is cached."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not teaches(request.user):  # type: ignore[arg-type]  # signed in
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return never_cache(signed_in(guarded))  # type: ignore[arg-type]  # a streamed answer is one, too
