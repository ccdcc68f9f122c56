import pytest
from django.test import Client

from practice import services
from tests.practice import scene

HISTORY = "/practice/history/"


@pytest.fixture
def handed_in(submit, enrollment, exercise):
    def make(**options):
        return services.hand_in(enrollment=enrollment, exercise=exercise, key="h", **options).hand_in

    return make


def test_a_visitor_is_sent_to_sign_in(client, db):
    assert client.get(HISTORY)["Location"].startswith("/accounts/login/")


def test_whoever_has_not_practised_is_told_how_to_begin(reader):
    assert "还没有练习过" in reader.get(HISTORY).content.decode()


def test_every_attempt_is_listed_under_its_lesson(reader, submit):
    attempt = submit(text="我的第一稿")
    page = reader.get(HISTORY).content.decode()
    assert f'href="/practice/attempts/{attempt.pk}/">我的第一稿' in page and "职业顾问" in page


def test_nobody_sees_the_attempts_of_another(stranger, submit):
    submit(text="我的第一稿")
    client = Client()
    client.force_login(stranger)
    assert "我的第一稿" not in client.get(HISTORY).content.decode()


def test_hand_ins_are_a_list_of_their_own(reader, handed_in):
    hand_in = handed_in(text=scene.CASE)
    assert f"/practice/hand-ins/{hand_in.pk}/" in reader.get(HISTORY, {"show": "hand-ins"}).content.decode()


def test_only_what_passed_is_listed_as_passed(reader, handed_in):
    handed_in(text=scene.CASE, levels={"r1": "zero", "r2": "full"})
    assert "这个条件下还没有记录" in reader.get(HISTORY, {"show": "passed"}).content.decode()


def test_a_passed_hand_in_is_listed_with_its_total(reader, handed_in):
    handed_in(text=scene.CASE, levels={"r1": "full", "r2": "half"})
    assert "87.5 / 100" in reader.get(HISTORY, {"show": "passed"}).content.decode()


def test_another_lesson_is_filtered_out(reader, submit):
    submit(text="我的第一稿")
    assert "我的第一稿" not in reader.get(HISTORY, {"lesson": "s1-001"}).content.decode()


@pytest.mark.parametrize("query", [{"show": "nonsense"}, {"page": "x"}, {"page": "99"}, {"lesson": "'\""}])
def test_a_wrong_address_is_no_error(reader, submit, query):
    submit()
    assert reader.get(HISTORY, query).status_code == 200


def test_the_queries_do_not_grow_with_the_rows(reader, submit, django_assert_max_num_queries):
    for number in range(8):
        submit(text=f"第 {number} 稿")
    with django_assert_max_num_queries(8):
        reader.get(HISTORY)
