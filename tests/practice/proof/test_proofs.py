"""Evidence on its way: from the form, through the hand-in, back into the form, to whoever reads it."""

import pytest
from django.db import IntegrityError
from django.template.loader import render_to_string

from courses.models import Exercise
from practice import services
from practice.images.artworks import keep_upload
from practice.models import HandIn
from practice.proof import proofs
from practice.proof.evidence import Evidence
from practice.proof.links import Link
from practice.proof.proofs import Proofs
from tests.practice import scene
from tests.practice.pictures import drawn

LINES = ["我没有付钱", "截图打了码"]
LISTED = scene.EVIDENCE | {"evidence": ["link", "image", "text"], "self_check": LINES}
OWN = {
    "id": "p5",
    "title": "自己做一次",
    "mode": "checklist",
    "grade": "self",
    "evidence": ["link", "text"],
    "instructions": "做完打勾。\n",
    "self_check": LINES,
}
PROJECT = scene.EVIDENCE | {"id": "p6", "mode": "project", "disclosure": "发布时勾选 AI 声明"}
NOTE = "https://example.org/note/1"
GRADED = {"r1": "full", "r2": "half"}
FULL = Proofs(links=(Link(NOTE, "我的笔记"),), ticks=(LINES[0],))


@pytest.fixture
def lesson(db):
    lesson = scene.make_lesson(tasks=[LISTED, OWN, PROJECT])
    lesson.parts = [{"practice": task["id"]} for task in (LISTED, OWN, PROJECT)]
    lesson.save()
    return lesson


@pytest.fixture
def exercise_of(lesson):
    return lambda key: Exercise.objects.select_related("lesson__published").get(lesson=lesson, key=key)


@pytest.fixture
def listed(exercise_of):
    return exercise_of("p4")


@pytest.fixture
def hands_in(enrollment, listed):
    def make(evidence=FULL, *, exercise=listed, key="k", **options):
        wish = {"text": "做了三步。"} | options
        return services.hand_in(enrollment=enrollment, exercise=exercise, key=key, evidence=evidence, **wish).hand_in

    return make


def post(client, exercise, **fields):
    return client.post(f"/practice/exercises/{exercise.pk}/hand-ins/", {"text": "做了三步。"} | fields)


def test_links_and_ticks_come_with_the_hand_in_in_their_order(hands_in):
    assert proofs.of(hands_in()) == FULL


def test_the_same_key_with_other_evidence_is_a_conflict(hands_in):
    hands_in()
    with pytest.raises(services.Conflict):
        hands_in(Proofs(ticks=(LINES[1],)))


def test_the_same_key_with_the_same_evidence_is_the_same_hand_in(hands_in):
    assert hands_in() == hands_in() and Evidence.objects.count() == 2


def test_a_hand_in_with_text_alone_works_as_before(browser, listed):
    answer = post(browser, listed)
    assert (answer.status_code, answer.json()["status"]) == (201, "checking")


def test_a_link_alone_proves_a_task_that_is_not_graded(hands_in, exercise_of):
    handed = hands_in(Proofs(links=(Link(NOTE),)), exercise=exercise_of("p5"), text="")
    assert handed.status == HandIn.Status.GRADED


def test_nothing_at_all_says_what_could_be_added(browser, exercise_of):
    answer = post(browser, exercise_of("p5"), text="")
    assert answer.status_code == 422
    assert "链接、文字" in answer.json()["message"]


def test_checks_count_the_words_even_when_there_are_only_links(enrollment, lesson, exercise_of):
    lesson.document["practice"][0]["checks"] = {"min_chars": 5}
    lesson.save()
    handed = services.hand_in(enrollment=enrollment, exercise=exercise_of("p4"), key="k", evidence=FULL).hand_in
    assert handed.status == HandIn.Status.REFUSED


def test_a_bad_link_is_said_with_its_line_and_nothing_is_kept(browser, listed):
    answer = post(browser, listed, links=f"{NOTE}\nhttp://example.org/")
    assert "第 2 行" in answer.json()["fields"]["links"][0] and not HandIn.objects.exists()


def test_a_tick_the_task_does_not_ask_for_is_refused(browser, listed):
    assert "tick" in post(browser, listed, tick="我给了自己满分").json()["fields"]


def test_the_json_of_a_hand_in_names_its_evidence(browser, hands_in):
    told = browser.get(hands_in().get_absolute_url()).json()["evidence"]
    assert told == [
        {"kind": "link", "url": NOTE, "text": "我的笔记"},
        {"kind": "tick", "url": "", "text": LINES[0]},
    ]


def test_a_project_is_refused_until_somebody_wrote_how_ai_was_declared(hands_in, exercise_of):
    handed = hands_in(proofs.NONE, exercise=exercise_of("p6"))
    assert [check["id"] for check in handed.checks if not check["ok"]] == ["disclosure"]
    assert handed.status == HandIn.Status.REFUSED


def test_levels_alone_do_not_go_round_the_disclosure(hands_in, exercise_of):
    handed = hands_in(proofs.NONE, exercise=exercise_of("p6"), text="", levels={"r1": "full", "r2": "full"})
    assert handed.status == HandIn.Status.REFUSED


def test_a_project_whose_ai_was_declared_is_taken(browser, exercise_of):
    assert post(browser, exercise_of("p6"), disclosed="正文末尾写明").json()["status"] == "checking"


def test_the_next_hand_in_starts_from_the_last_ones_evidence(reader, hands_in, lesson):
    hands_in(levels=GRADED)
    page = reader.get(lesson.get_absolute_url()).content.decode()
    assert f"{NOTE} 我的笔记</textarea>" in page
    assert page.count("checked") == 1


def test_evidence_that_would_help_is_named_after_a_hand_in(reader, hands_in, lesson):
    hands_in(levels=GRADED)
    page = reader.get(lesson.get_absolute_url()).content.decode()
    assert "还没有截图" in page and "还没有链接" not in page


def test_a_form_sent_back_keeps_links_and_ticks(reader, listed, lesson):
    post(reader, listed, links="http://example.org/", tick=LINES[1])
    page = reader.get(lesson.get_absolute_url()).content.decode()
    assert "http://example.org/</textarea>" in page
    assert page.count("checked") == 1


def test_what_was_kept_is_gone_once_it_was_handed_in(reader, listed):
    post(reader, listed, links="http://example.org/")
    post(reader, listed, links=NOTE)
    assert reader.session.get("practice_proof_drafts") == {}


def test_a_session_that_ended_keeps_links_and_ticks(client, listed):
    post(client, listed, links=NOTE, tick=LINES[0])
    assert client.session["practice_proof_drafts"] == {str(listed.pk): [NOTE, [LINES[0]], ""]}


def test_links_open_without_telling_where_one_came_from(hands_in):
    html = render_to_string("practice/_evidence.html", {"evidence": proofs.shown(hands_in(), lines=LINES)})
    assert 'rel="noopener noreferrer nofollow"' in html


def test_a_reader_sees_which_lines_were_ticked_and_which_were_not(hands_in):
    assert proofs.shown(hands_in(), lines=LINES).ticks == [(LINES[0], True), (LINES[1], False)]


def test_a_line_that_left_the_task_stays_with_the_hand_in(hands_in):
    assert proofs.shown(hands_in(), lines=["新的一条"]).ticks == [("新的一条", False), (LINES[0], True)]


def test_an_instructor_reads_the_evidence_in_the_admin(desk, hands_in):
    assert NOTE in desk.get(f"/admin/practice/handin/{hands_in().pk}/change/").content.decode()


def test_the_page_of_a_hand_in_shows_its_evidence_to_its_learner_alone(reader, client, stranger, hands_in):
    address = hands_in().get_absolute_url()
    client.force_login(stranger)
    assert NOTE in reader.get(address).content.decode()
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "columns",
    [
        {"kind": "link", "url": "http://example.org/"},
        {"kind": "link", "url": ""},
        {"kind": "tick", "text": ""},
        {"kind": "tick", "text": "勾", "url": NOTE},
        {"kind": "other", "text": "别的"},
    ],
)
def test_the_database_takes_no_evidence_that_shows_nothing(hands_in, columns):
    with pytest.raises(IntegrityError):
        Evidence.objects.create(hand_in=hands_in(), position=9, **columns)


class TestScreenshots:
    @pytest.fixture
    def picture(self, enrollment, listed, settings, tmp_path):
        settings.MEDIA_ROOT = tmp_path
        return keep_upload(enrollment=enrollment, exercise=listed, file=drawn.as_file(drawn.picture()))

    def test_what_was_uploaded_for_the_task_is_handed_in_with_it(self, browser, listed, picture):
        post(browser, listed)
        assert proofs.of(HandIn.objects.get()).pictures == (picture.pk,)

    def test_one_that_was_handed_in_cannot_be_deleted(self, browser, listed, picture):
        post(browser, listed)
        answer = browser.post(f"/practice/exercises/{listed.pk}/artworks/{picture.pk}/remove/")
        assert answer.status_code == 409 and type(picture).objects.filter(pk=picture.pk).exists()

    def test_an_instructor_opens_it_from_the_hand_in(self, desk, browser, listed, picture):
        post(browser, listed)
        page = desk.get(f"/admin/practice/handin/{HandIn.objects.get().pk}/change/").content.decode()
        assert picture.get_absolute_url() in page
        assert desk.get(picture.get_absolute_url()).status_code == 200

    def test_the_bench_of_a_task_that_asks_for_one_takes_uploads(self, reader, listed, lesson):
        assert f"/practice/exercises/{listed.pk}/artworks/" in reader.get(lesson.get_absolute_url()).content.decode()
