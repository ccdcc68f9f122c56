"""A key of one's own: who is asked with it, what it costs, and that it stays hidden. With the real loop."""

import logging

import pytest
from django.test import Client
from django.utils import timezone

from practice import services
from practice.comparison import comparing
from practice.comparison.comparing import Half
from practice.exams import outlook, standings
from practice.llm import presets
from practice.models import Allowance, Call, OwnKey, RubricExam, SiteMonth
from practice.providers import consent, whom
from tests.practice import scene
from tests.practice.test_fallback import answered, next_door, other  # noqa: F401
from tests.practice.test_practice_tags import ALL, page, request_of  # noqa: F401
from tests.provider import REPLY

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
KEY = "sk-of-amy-1234567890-wxyz"
PAGE = "/practice/own-key/"


@pytest.fixture(autouse=True)
def service(other, monkeypatch):  # noqa: F811
    """Two services; what they really are is a server of ours."""
    from practice.providers import own_key

    def made(key, name, address):
        return presets.Preset(
            key=key, name=name, address=address, answer_model="small", judge_model="big", image_model="painter",
            models=["small", "big", "painter"], note="", source="", checked_on=None,
        )  # fmt: skip

    listed = {"deepseek": made("deepseek", "深求", other.url), "kimi": made("kimi", "月暗", "https://kimi.example/v1")}
    monkeypatch.setattr(own_key, "offered", lambda: listed)
    monkeypatch.setattr("practice.providers.own_key_form.offered", lambda: listed)
    monkeypatch.setattr("practice.providers.own_key_views.offered", lambda: listed)
    monkeypatch.setattr(whom, "of_host", lambda host: listed["deepseek"] if host in other.url else None)
    return other


@pytest.fixture
def own(amy) -> OwnKey:
    row = OwnKey(user=amy, service="deepseek", model="small", is_on=True)
    row.set_key(KEY)
    row.save()
    return row


def saved(reader, **fields):
    return reader.post(PAGE, {"service": "deepseek", "new_key": KEY, "model": ""} | fields, follow=True)


# --- whom it asks -------------------------------------------------------------------------------
def test_what_a_learner_asks_goes_through_their_key(own, configured, service, submit):
    call = answered(submit().call)
    assert (call.status, call.text, call.model, call.asks) == ("succeeded", "".join(REPLY), "small", "own")
    assert ([request.key for request in service.requests], configured.requests) == ([KEY], [])


def test_the_judge_is_asked_through_it_too(own, service, enrollment, exercise):
    handed = services.hand_in(enrollment=enrollment, exercise=exercise, key="h", text=scene.CASE).hand_in
    assert (handed.call.asks, handed.call.model) == ("own", "small")


def test_where_exams_are_held_a_judge_that_sat_none_is_not_asked(own, configured, service, enrollment, exercise):
    columns = {"asked": 9, "input_tokens": 1, "output_tokens": 1, "held_at": timezone.now(), "is_passed": True}
    RubricExam.objects.create(exercise=exercise, fingerprint="…", judge=standings.judge_now(), **columns)
    handed = services.hand_in(enrollment=enrollment, exercise=exercise, key="h", text=scene.CASE).hand_in
    assert (handed.held_back, Call.objects.filter(hand_in=handed).exists()) == ("due", False)


def test_it_works_on_a_site_that_has_no_provider(own, service, submit):
    call = answered(submit().call)
    assert (call.is_sample, call.status, len(service.requests)) == (False, "succeeded", 1)


def test_nothing_of_the_sites_budget_is_spent(own, configured, submit):
    Allowance.objects.create(pk=Allowance.ONLY, learner_day=1, lesson_day=1, site_month=1)
    submit()
    call = answered(submit().call)
    assert (call.charge.reserved, call.charge.cost, SiteMonth.objects.exists()) == (0, None, False)


def test_a_refused_key_is_said_and_nobody_stands_in(own, configured, service, submit):
    service.follow(kind="status", status=401)
    call = answered(submit().call)
    assert (call.status, call.reason, configured.requests) == ("failed", "bad_key", [])


def test_a_refused_key_leads_to_its_page(own, configured, service, submit, reader):
    service.follow(kind="status", status=401)
    attempt = submit()
    answered(attempt.call)
    shown = reader.get(attempt.get_absolute_url()).content.decode()
    assert "不认你自己的密钥" in shown and f'href="{PAGE}"' in shown


def test_a_key_that_was_deleted_while_it_waited_is_not_replaced(own, configured, service, submit):
    call = submit().call
    own.delete()
    assert answered(call).reason == "not_there"
    assert (configured.requests, service.requests) == ([], [])


def test_a_key_that_was_switched_off_is_not_asked_with(own, configured, service, submit):
    OwnKey.objects.update(is_on=False)
    answered(submit().call)
    assert (len(configured.requests), service.requests) == (1, [])


def test_a_key_of_somebody_else_is_not_asked_with(own, configured, submit, lesson):
    ben = scene.make_learner("ben@example.com", course=lesson.course).enrollments.get()
    assert submit(enrollment=ben).call.asks == "any"


def test_two_models_of_ones_own_service_can_be_compared(own, configured, enrollment, exercise):
    left, right = whom.choices(own.as_source())
    halves = {"a": Half("一段", left), "b": Half("一段", right)}
    comparing.run_both(enrollment=enrollment, exercise=exercise, halves=halves, key="k")
    assert list(Call.objects.order_by("pk").values_list("asks", "model")) == [("own", "small"), ("own", "big")]


def test_the_learner_agrees_to_its_host_alone(own, configured, service, rf, amy):
    request = rf.get("/")
    request.user, request.session = amy, {}
    assert consent.host_to_ask_for(request) == service.url.split("/")[2]


# --- its page ------------------------------------------------------------------------------------
def test_a_key_that_answers_is_saved_sealed_and_switched_on(reader, service):
    html = saved(reader).content.decode()
    row = OwnKey.objects.get()
    assert (row.is_on, row.model, row.tail, KEY in row.sealed_key) == (True, "small", "wxyz", False)
    assert "连上了，它回答了" in html and "wxyz" in html and KEY not in html


def test_a_key_that_is_refused_is_saved_and_not_switched_on(reader, service):
    service.follow(kind="status", status=401)
    html = saved(reader).content.decode()
    assert "对方不认这个密钥（401）" in html and KEY not in html
    assert not OwnKey.objects.get().is_on


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"new_key": ""}, "必填"),
        ({"new_key": "sk-有中文的密钥"}, "多半是复制时多带了字"),
        ({"new_key": "short"}, "没有复制完整"),
        ({"service": "https://evil.example/v1"}, "service"),
        ({"service": "ollama"}, "service"),
    ],
)
def test_what_cannot_be_a_key_is_explained_and_not_shown_again(reader, service, fields, words):
    answer = reader.post(PAGE, {"service": "deepseek", "new_key": KEY, "model": ""} | fields)
    html = answer.content.decode()
    assert answer.status_code == 422 and KEY not in html and not OwnKey.objects.exists() and not service.requests
    assert words == "service" or words in html or fields["new_key"] == ""


def test_another_host_does_not_inherit_the_key(reader, own):
    assert reader.post(PAGE, {"service": "kimi", "new_key": "", "model": ""}).status_code == 422
    own.refresh_from_db()
    assert own.service == "deepseek"


def test_the_same_service_keeps_the_key_when_the_model_changes(reader, own):
    saved(reader, new_key="", model="big")
    own.refresh_from_db()
    assert (own.model, own.as_source().key) == ("big", KEY)


def test_it_is_switched_off_and_on_and_deleted(reader, own):
    reader.post(f"{PAGE}switch/", {"on": "0"})
    assert not OwnKey.objects.get().is_on
    reader.post(f"{PAGE}switch/", {"on": "1"})
    assert OwnKey.objects.get().is_on
    reader.post(f"{PAGE}delete/")
    reader.post(f"{PAGE}delete/")
    assert not OwnKey.objects.exists()


def test_testing_again_at_once_is_refused(reader, own, service):
    reader.post(f"{PAGE}test/")
    html = reader.post(f"{PAGE}test/", follow=True).content.decode()
    assert "过十秒再测" in html and len(service.requests) == 1


def test_a_key_that_cannot_be_opened_any_more_is_said(reader, own, submit):
    OwnKey.objects.update(sealed_key="sealed with another secret")
    assert answered(submit().call).reason == "bad_key"
    assert "打不开了" in reader.post(f"{PAGE}test/", follow=True).content.decode()


def test_the_key_is_in_no_log_and_no_repr(reader, service, caplog):
    caplog.set_level(logging.DEBUG)
    service.follow(kind="status", status=400, message=f"you sent {KEY}")
    html = saved(reader).content.decode()
    row = OwnKey.objects.get()
    assert KEY not in caplog.text + html + repr(row) + repr(row.as_source())


def test_nobody_else_sees_it(own, stranger):
    client = Client()
    assert client.get(PAGE).status_code == 302
    client.force_login(stranger)
    assert "wxyz" not in client.get(PAGE).content.decode()
    assert client.post(f"{PAGE}switch/", {"on": "0"}).status_code == 404


def test_the_account_page_leads_to_it(reader, own):
    assert f'href="{PAGE}"' in reader.get("/account/").content.decode()


def test_no_service_of_a_private_network_is_offered(monkeypatch):
    monkeypatch.undo()
    from practice.providers import own_key

    assert {"deepseek", "kimi", "openai"} <= set(own_key.offered()) and not {"ollama", "vllm"} & set(own_key.offered())


def test_the_bench_says_whose_key_it_is(own, configured, page, amy, service):  # noqa: F811
    host = service.url.split("/")[2]
    assert f"用你自己的密钥（{host}），不占网站的额度。" in page(amy)
    assert f'value="{host}"' in page(amy)  # to agree to


def test_the_bench_of_a_site_without_a_provider_asks_with_it(own, page, amy):  # noqa: F811
    assert "看示例回复" not in page(amy)


def test_the_bench_without_a_key_says_nothing_of_one(page, amy, configured):  # noqa: F811
    assert "用你自己的密钥" not in page(amy)


def test_a_key_costs_a_lesson_page_one_query(own, lesson, amy, request_of, django_assert_num_queries):  # noqa: F811
    from courses.pieces import exercises_of
    from progress import current

    request = request_of(amy)
    context = {"exercises": exercises_of(lesson), "request": request, "user": amy}
    current.learner(request, lesson)
    outlook.remember(outlook.Outlook("", {}, is_any_held=False))  # asked once in a few seconds by a process
    with django_assert_num_queries(3):  # what there is; the key; what was agreed to
        ALL.render(context, request)
