"""Writing to learners, as pages."""

import re
import uuid
from urllib.parse import urlencode

import pytest

from accounts.models import User
from teaching.models import Letter, Recipient
from tests.teaching.conftest import enrollment_of, verify, work_out

DESK = "/teaching/letters/new/"


@pytest.fixture
def both(sunday, amy, ben):
    verify(amy)
    work_out(amy, ben)
    return enrollment_of(amy).pk, enrollment_of(ben).pk


def posted(to, **changes):
    wish = {"people": ",".join(map(str, to)), "key": uuid.uuid4(), "subject": "你好", "text": "{称呼}，你好"}
    return wish | changes


def test_two_clicks_send_a_letter_to_those_who_are_ticked(teacher, both):
    page = teacher.get(f"{DESK}?{urlencode({'to': 'picked', 'who': both}, doseq=True)}")
    sent = {name: page.context["form"][name].value() for name in ("people", "key", "subject", "text")}
    answer = teacher.post(DESK, sent)
    assert answer.status_code == 303 and answer["Location"] == Letter.objects.get().get_absolute_url()
    assert dict(Recipient.objects.values_list("enrollment", "status")) == dict(
        zip(both, ("waiting", "skipped"), strict=True)
    )


def test_who_is_skipped_is_named_before_and_after(teacher, both):
    asked = f"{DESK}?{urlencode({'to': 'picked', 'who': both}, doseq=True)}"
    before = teacher.get(asked)
    assert [enrollment.user.display_name for enrollment in before.context["to"].skipped] == ["Ben"]
    assert "跳过 1 人" in before.text
    after = teacher.get(teacher.post(DESK, posted(both))["Location"]).text
    assert re.search(r"Ben</a>\s*</td>\s*<td>\s*没有验证过的邮箱", after)


def test_a_letter_to_all_of_a_filter_reaches_whom_the_list_shows(teacher, both):
    page = teacher.get(f"{DESK}?to=all&show=stuck&days=10")
    assert page.context["form"]["people"].value() == str(both[1])


def test_who_joins_the_filter_meanwhile_gets_nothing(teacher, both):
    teacher.post(f"{DESK}?to=all", posted(both[:1]))
    assert list(Recipient.objects.values_list("enrollment", flat=True)) == [both[0]]


def test_the_words_fit_the_occasion(teacher, both):
    assert "停下来很正常" in teacher.get(f"{DESK}?to=picked&who={both[1]}").text
    assert "学得怎么样" in teacher.get(f"{DESK}?to=picked&who={both[0]}").text
    assert "停下来很正常" in teacher.get(f"{DESK}?to=picked&who={both[0]}&words=stuck").text


def test_the_preview_is_the_mail_as_the_first_of_them_gets_it(teacher, both):
    page = teacher.post(DESK, posted(both, text="{称呼}：「{课}」", preview="1"))
    assert "Amy：「第 1 段的第 21 课」" in page.context["preview"].text
    assert page.status_code == 200 and not Letter.objects.exists()


def test_a_name_with_markup_in_it_stays_words_in_the_preview(teacher, both, amy):
    User.objects.filter(pk=amy.pk).update(display_name="<script>alert(1)</script>")
    html = teacher.post(DESK, posted(both, preview="1")).content.decode()
    assert "<script>alert" not in html and "&lt;script&gt;alert(1)&lt;/script&gt;，你好" in html


def test_pressing_send_twice_is_one_letter(teacher, both):
    wish = posted(both)
    first, second = teacher.post(DESK, wish), teacher.post(DESK, wish)
    assert first["Location"] == second["Location"] and Recipient.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"subject": ""}, "id_subject_error"),
        ({"text": ""}, "id_text_error"),
        ({"text": "你好 {名字}"}, "{名字} 不会被替换"),
        ({"subject": "x" * 121}, "id_subject_error"),
        ({"text": "x" * 5001}, "id_text_error"),
    ],
)
def test_a_letter_that_cannot_go_keeps_its_words_and_says_why(teacher, both, changes, said):
    answer = teacher.post(DESK, posted(both, **changes))
    assert answer.status_code == 422 and said in answer.text and not Letter.objects.exists()
    assert answer.context["to"].reached


@pytest.mark.parametrize("people", ["", "x", "1,,2", "1;2", "9" * 30])
def test_unreadable_recipients_are_refused(teacher, both, people):
    assert teacher.post(DESK, posted([], people=people)).status_code == 422


def test_a_letter_that_would_reach_nobody_is_not_kept(teacher, both):
    answer = teacher.post(DESK, posted(both[1:]))
    assert answer.status_code == 422 and "寄不出去" in answer.text and not Letter.objects.exists()


def test_without_a_tick_the_list_says_what_to_do(teacher, both):
    answer = teacher.get(f"{DESK}?to=picked&show=stuck", follow=True)
    assert answer.redirect_chain == [("/teaching/?show=stuck", 302)]
    assert "还没有选人" in answer.text


def test_a_learner_cannot_write(client, both, amy):
    client.force_login(amy)
    assert client.post(DESK, posted(both)).status_code == 403
    assert not Letter.objects.exists()


@pytest.mark.parametrize("who", ["x", "-1", "9" * 30, "999"])
def test_somebody_who_cannot_be_is_nobody(teacher, both, who):
    assert teacher.get(f"{DESK}?to=picked&who={who}").status_code == 302


@pytest.fixture
def letter(teacher, both) -> Letter:
    teacher.post(DESK, posted(both))
    return Letter.objects.get()


def test_progress_is_asked_for_until_all_is_done(teacher, letter):
    place = letter.get_absolute_url()
    assert "every 2s" in teacher.get(place).text
    letter.recipients.filter(status="waiting").update(status="sent", sent_at=letter.made_at)
    fragment = teacher.get(place, headers={"hx-request": "true"}).text
    assert "every 2s" not in fragment and "寄完了" in fragment and "<html" not in fragment


def test_the_rest_of_a_letter_can_be_stopped(teacher, letter):
    answer = teacher.post(f"{letter.get_absolute_url()}stop/")
    assert answer.status_code == 303
    assert set(letter.recipients.values_list("status", flat=True)) == {"stopped", "skipped"}


def test_letters_are_kept_and_listed(teacher, letter):
    page = teacher.get("/teaching/letters/").text
    assert "你好" in page and "等待发出 1" in page and "没有验证过的邮箱 1" in page


def test_a_learners_page_lists_the_letters_to_them(teacher, letter, both):
    assert letter.get_absolute_url() in teacher.get(f"/teaching/learners/{both[0]}/").text


def test_before_the_first_letter_the_page_says_how_to_write_one(teacher, course):
    assert "还没有写过信" in teacher.get("/teaching/letters/").text


def test_a_letter_that_does_not_exist_has_no_page(teacher, course):
    assert teacher.get("/teaching/letters/999/").status_code == 404
    assert teacher.post("/teaching/letters/999/stop/").status_code == 404


def test_a_letters_page_costs_so_many_questions(teacher, letter, django_assert_max_num_queries):
    teacher.get(letter.get_absolute_url())
    with django_assert_max_num_queries(8):
        teacher.get(letter.get_absolute_url())


def test_the_desk_costs_so_many_questions(teacher, both, django_assert_max_num_queries):
    asked = f"{DESK}?to=all"
    teacher.get(asked)
    with django_assert_max_num_queries(22):
        teacher.get(asked)
