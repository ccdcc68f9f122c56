import pytest
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory

from aigc_academy import errors

JSON = {"headers": {"accept": "application/json"}}


@pytest.mark.parametrize(
    ("view", "status", "code"),
    [
        (lambda request: errors.bad_request(request, ValueError()), 400, "bad_request"),
        (lambda request: errors.forbidden(request, PermissionDenied()), 403, "forbidden"),
        (errors.csrf_failure, 403, "csrf"),
        (lambda request: errors.not_found(request, ValueError()), 404, "not_found"),
        (errors.server_error, 500, "server_error"),
    ],
)
def test_a_client_that_speaks_json_gets_json(view, status, code):
    answer = view(RequestFactory().get("/", **JSON))
    assert answer.status_code == status and f'"{code}"' in answer.content.decode()


def test_words_given_with_a_refusal_reach_the_reader():
    answer = errors.forbidden(RequestFactory().get("/", **JSON), PermissionDenied("enrol first"))
    assert "enrol first" in answer.content.decode()


@pytest.mark.django_db
def test_a_visitor_is_sent_to_sign_in(client):
    assert client.get("/account/").url.startswith("/accounts/login/")


@pytest.mark.django_db
def test_a_visitor_that_speaks_json_is_told_401(client):
    answer = client.get("/account/", **JSON)
    assert (answer.status_code, answer.json()["error"]) == (401, "not_signed_in")


def test_a_missing_page_speaks_chinese_words(client, db):
    answer = client.get("/no/such/page/")
    assert answer.status_code == 404 and "AIGC" in answer.content.decode()
