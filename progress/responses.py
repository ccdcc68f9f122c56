"""How a view of ours answers: JSON when it is asked for, errors in the shape of the contract."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _


def wants_json(request: HttpRequest) -> bool:
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def problem(status: int, error: str, message: str, fields: dict[str, Any] | None = None) -> JsonResponse:
    return JsonResponse({"error": error, "message": message, "fields": fields or {}}, status=status)


def fields_of(form: Any) -> dict[str, list[str]]:
    return {name: [str(error) for error in errors] for name, errors in form.errors.items()}


def signed_in(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Like login_required, but a program that asks for JSON is told 401."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if wants_json(request):
            return problem(401, "not_signed_in", _("请先登录。"))
        back = request.get_full_path() if request.method in {"GET", "HEAD"} else request.headers.get("Referer", "")
        return redirect_to_login(back or "/today/")

    return guarded
