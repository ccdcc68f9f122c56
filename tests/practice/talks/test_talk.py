import uuid

import pytest
from django.contrib.sessions.backends.cache import SessionStore
from django.core.exceptions import ValidationError
from django.db import connection
from django.template import engines
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from practice import services
from practice.models import Attempt
from practice.talks.conversation import chain_to, tree_of
from practice.talks.talk import fork_at
from tests.practice import scene

BENCH = engines["django"].from_string("{% load practice_tags %}{% practice_bench exercise %}")
LESSON = "/courses/aigc/1/role-career-advisor/"


@pytest.fixture
def say(submit, role_play):
    """A turn with its answer."""

    def turn(text, **options):
        return scene.answer(submit(text, exercise=role_play, **options), f"答：{text}")

    return turn


@pytest.fixture
def branched(say):
    """一 - 二 - 三, and 二乙 instead of 二."""
    one = say("一")
    two = say("二", parent=one)
    three = say("三", parent=two)
    other = say("二乙", instead=two)
    return {"一": one, "二": two, "三": three, "二乙": other}


@pytest.fixture
def bench(rf, amy, role_play):
    """The bench of the role-play as it stands in the lesson page at an address."""

    def look(address=LESSON):
        request = rf.get(address)
        request.user, request.session = amy, SessionStore()
        html = BENCH.render({"exercise": role_play, "request": request, "user": amy}, request)
        return " ".join(html.split())

    return look


# --- branches ---------------------------------------------------------------------------------
def test_said_instead_it_follows_what_the_other_followed(branched):
    assert (branched["二乙"].parent, branched["二乙"].group) == (branched["一"], branched["一"].group)


def test_both_branches_stay_with_their_own_past(branched):
    told = [[turn.text for turn in chain_to(branched[end])] for end in ("三", "二乙")]
    assert told == [["一", "二", "三"], ["一", "二乙"]]


def test_the_first_turn_can_be_said_anew_in_the_same_conversation(say, branched):
    again = say("一乙", instead=branched["一"])
    assert (again.parent, fork_at(again.pk, tree=tree_of(again))[:2]) == (None, (2, 2))


def test_a_branch_is_begun_once_for_each_key(say, branched):
    assert say("别的", instead=branched["二"], key="k") == say("别的", instead=branched["二"], key="k")


def test_nothing_is_said_in_place_of_a_turn_of_another_task(submit, branched):
    with pytest.raises(ValidationError, match="不是这个练习"):
        submit("x", instead=branched["二"])


def test_nobody_branches_off_from_a_strangers_turn(browser, role_play, branched, lesson):
    other = scene.make_learner("ben@example.com", course=lesson.course).enrollments.get()
    turn = Attempt.objects.create(
        enrollment=other, exercise=role_play, revision=lesson.published, key="k", text="别人的话"
    )
    answer = browser.post(f"/practice/exercises/{role_play.pk}/attempts/", {"text": "x", "instead": turn.pk})
    assert (answer.status_code, list(answer.json()["fields"])) == (422, ["instead"])


# --- turns ---------------------------------------------------------------------------------
def test_a_conversation_ends_with_its_last_turn(say):
    turn = None
    for number in range(5):
        turn = say(str(number), parent=turn)
    with pytest.raises(ValidationError, match="一共 5 轮，已经用完了"):
        say("再来", parent=turn)


def test_a_used_up_conversation_can_still_be_branched(say):
    turn = None
    for number in range(5):
        turn = say(str(number), parent=turn)
    assert len(chain_to(say("换一句", instead=turn))) == 5


def test_a_chat_has_no_limit_of_turns(submit, talk):
    turn = None
    for number in range(12):
        turn = scene.answer(submit(str(number), exercise=talk, parent=turn))
    assert len(chain_to(turn)) == 12


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(st.tuples(st.sampled_from(["follow", "instead"]), st.integers(0, 20)), max_size=14))
def test_no_branch_grows_beyond_its_turns_whatever_is_tried(say, enrollment, moves):
    made = [say(uuid.uuid4().hex)]
    for how, which in moves:
        earlier = made[which % len(made)]
        options = {"parent": earlier} if how == "follow" else {"instead": earlier}
        length = len(chain_to(earlier)) + (how == "follow")
        if length > 5:
            with pytest.raises(ValidationError):
                say("x", **options)
        else:
            made.append(say("x", **options))
            assert len(chain_to(made[-1])) == length


# --- on the page ---------------------------------------------------------------------------------
def test_the_newest_branch_is_shown(bench, branched):
    assert "二乙" in bench() and "答：三" not in bench()


def test_an_address_shows_the_branch_it_names(bench, branched):
    html = bench(f"{LESSON}?talk={branched['二'].pk}")
    assert "答：三" in html and "答：二乙" not in html


@pytest.mark.parametrize("asked", ["0", "-1", "x", "99999999999999999999", "²"])
def test_an_address_that_names_nothing_shows_the_newest_branch(bench, branched, asked):
    assert "答：二乙" in bench(f"{LESSON}?talk={asked}")


def test_a_turn_says_which_branch_it_is_and_leads_to_its_neighbour(bench, branched):
    html = bench()
    assert "第 2 条岔路，共 2 条" in html
    assert f'href="{LESSON}?talk={branched["二"].pk}#turn-{branched["二"].pk}"' in html


def test_every_turn_can_be_said_differently(bench, branched):
    html = bench(f"{LESSON}?talk={branched['三'].pk}")
    assert all(f'name="instead" value="{branched[name].pk}"' in html for name in "一二三")


def test_a_hand_in_is_of_the_branch_that_is_shown(bench, branched):
    html = bench(f"{LESSON}?talk={branched['二'].pk}")
    assert f'name="attempt" value="{branched["三"].pk}"' in html


def test_a_verdict_stays_with_its_branch(bench, branched, enrollment, role_play):
    services.hand_in(enrollment=enrollment, exercise=role_play, key="h", attempt=branched["三"])
    assert "给自己评分" in bench(f"{LESSON}?talk={branched['三'].pk}").split("上一次的评语")[0]
    assert "给自己评分" not in bench(f"{LESSON}?talk={branched['二乙'].pk}").split("上一次的评语")[0]


def test_each_branch_keeps_its_own_hand_in(bench, branched, enrollment, role_play):
    for key in ("三", "二乙"):
        services.hand_in(enrollment=enrollment, exercise=role_play, key=key, attempt=branched[key])
    older = branched["三"].hand_ins.get()
    assert f'name="hand_in" value="{older.pk}"' in bench(f"{LESSON}?talk={branched['三'].pk}")


def test_the_turns_are_counted_out(bench, say):
    say("一")
    html = bench()
    assert "第 1 轮，共 5 轮" in html and "这是第 2 轮，共 5 轮" in html


def test_the_last_turn_says_so(bench, say):
    turn = None
    for number in range(4):
        turn = say(str(number), parent=turn)
    assert "这是最后一轮：第 5 轮，共 5 轮" in bench()


def test_used_up_turns_lead_to_the_hand_in(bench, say):
    turn = None
    for number in range(5):
        turn = say(str(number), parent=turn)
    html = bench()
    assert "5 轮用完了" in html and 'href="#practice-p9-hand-in"' in html and 'name="parent"' not in html


def test_other_branches_are_listed(bench, branched):
    html = bench()
    assert "别的岔路和之前的对话（1）" in html and f"?talk={branched['三'].pk}#p9" in html


def test_a_conversation_held_elsewhere_can_be_pasted(bench, role_play):
    assert "在别处谈的？把整段对话贴进来交" in bench()


def test_the_persona_can_always_be_read(bench, branched):
    assert "你扮演职业顾问。" in bench()


def test_without_script_a_hand_in_comes_back_to_its_branch(reader, role_play, branched):
    sent = {"attempt": branched["三"].pk}
    answer = reader.post(f"/practice/exercises/{role_play.pk}/hand-ins/", sent)
    assert answer.headers["Location"] == f"{LESSON}?talk={branched['三'].pk}#p9"


def test_the_fragment_of_an_attempt_shows_its_branch(reader, branched):
    html = reader.get(branched["二"].get_absolute_url(), headers={"hx-request": "true"}).content.decode()
    assert "答：三" in html and "答：二乙" not in html


def test_the_page_of_an_attempt_leads_back_into_the_lesson(reader, branched):
    html = reader.get(branched["二"].get_absolute_url()).content.decode()
    assert f"?talk={branched['二'].pk}#p9" in html and "第 1 条岔路，共 2 条" in html


def test_a_long_talk_with_many_branches_is_shown_whole_and_costs_no_more(bench, say, branched):
    bench()  # the lesson itself is read once
    with CaptureQueriesContext(connection) as few:
        bench()
    turn = branched["二乙"]
    for number in range(3):
        turn = say(f"长谈{number}", parent=turn)
    for number in range(20):
        say(f"岔路{number}", instead=turn)
    with CaptureQueriesContext(connection) as many:
        html = bench(f"{LESSON}?talk={turn.pk}")
    assert len(many) == len(few)
    assert all(f"答：{text}" in html for text in ("一", "二乙", "长谈0", "长谈1", "长谈2"))
    assert "第 1 条岔路，共 21 条" in html and "别的岔路和之前的对话（21）" in html
