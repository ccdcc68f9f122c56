"""Errors that rooms raise, answered in the form the client asked for: a page, or JSON.

JSON: {"error": code, "message": words, "fields": {}}; the codes and statuses are part of the contract.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def wants_json(request: HttpRequest) -> bool:
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


class JsonSignInMiddleware:
    """A page sends a visitor to sign-in; a client that speaks JSON is told 401 instead."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 302 and response["Location"].startswith(settings.LOGIN_URL) and wants_json(request):
            return _json(401, "not_signed_in", _("请先登录。"))
        return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _answer(request, 400, "bad_request", _("这个请求读不懂，请返回上一页再试。"))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _answer(request, 403, "forbidden", str(exception) or _("你没有权限打开这里。"))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    message = _("页面放得太久，校验已失效。返回上一页刷新后再提交，写好的字还在。")
    return _answer(request, 403, "csrf", message, template="403_csrf.html")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _answer(request, 404, "not_found", _("这里没有内容，或者不属于你。"))


def too_large(request: HttpRequest) -> HttpResponse:
    message = _("一次发来的内容太多了，没有保存。请分成几次，或者删短一些再发。")
    return _answer(request, 413, "too_large", message, template="400.html")


def server_error(request: HttpRequest) -> HttpResponse:
    return _answer(request, 500, "server_error", _("网站出了错，我们已经记下。已提交的内容都保存着。"))


def _answer(request: HttpRequest, status: int, code: str, message: str, *, template: str = "") -> HttpResponse:
    if wants_json(request):
        return _json(status, code, message)
    return render(request, template or f"{status}.html", {"message": message}, status=status)


def _json(status: int, code: str, message: str) -> JsonResponse:
    return JsonResponse({"error": code, "message": message, "fields": {}}, status=status)
