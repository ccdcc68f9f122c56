import pytest
from django.contrib.sessions.backends.cache import SessionStore
from django.utils import timezone

from courses.models import Exercise
from courses.pieces import exercises_of
from practice.models import Artwork, Attempt, Variation
from tests.practice.image_scene import STOVE
from tests.practice.pictures import drawn
from tests.practice.test_practice_tags import ALL

from .conftest import DUSK, end

WISH = {"text": DUSK, "prediction": "光会变暖"}


@pytest.fixture
def address(exercise):
    return f"/practice/exercises/{exercise.pk}/variations/"


def post(client, address, before, **wish):
    start = {"before": before.pk} if isinstance(before, Attempt) else {"before_artwork": before.pk}
    return client.post(address, WISH | start | wish)


class TestOverJson:
    def test_a_change_is_kept_and_followed_by_its_events(self, browser, address, baseline):
        answer = post(browser, address, baseline)
        made = Variation.objects.get()
        body = answer.json()
        assert (answer.status_code, body["url"]) == (201, f"/practice/variations/{made.pk}/")
        assert body["events"] == f"/practice/attempts/{made.attempt_id}/events"
        assert (body["status"], body["change"], body["prediction"]) == ("queued", ["「清晨」改成「傍晚」"], "光会变暖")

    def test_two_changes_are_a_422_that_shows_both(self, browser, address, baseline):
        answer = post(browser, address, baseline, text=DUSK.replace("水彩", "油画"))
        assert answer.status_code == 422
        assert "「清晨」改成「傍晚」；「水彩」改成「油画」" in answer.json()["fields"]["text"][0]

    @pytest.mark.parametrize("missing", ["text", "prediction"])
    def test_what_is_missing_is_named(self, browser, address, baseline, missing):
        answer = post(browser, address, baseline, **{missing: " "})
        assert (answer.status_code, list(answer.json()["fields"])) == (422, [missing])

    def test_without_a_first_picture_it_is_a_422(self, browser, address, draws):
        assert browser.post(address, WISH).status_code == 422

    def test_somebody_elses_picture_is_not_there(self, browser, address, upload, stranger):
        theirs = upload()
        Artwork.objects.filter(pk=theirs.pk).update(exercise=theirs.exercise.lesson.exercises.get(key="p2"))
        assert post(browser, address, theirs).status_code == 422

    def test_a_task_without_pictures_compares_none(self, browser, exercise, upload):
        words = exercise.lesson.exercises.get(key="p2")
        answer = post(browser, f"/practice/exercises/{words.pk}/variations/", upload())
        assert answer.status_code == 404

    def test_the_same_key_is_the_same_comparison(self, browser, address, baseline):
        answers = [post(browser, address, baseline, idempotency_key="k") for _ in range(2)]
        assert [answer.status_code for answer in answers] == [201, 200]

    def test_the_same_key_for_other_words_is_a_409(self, browser, address, baseline):
        post(browser, address, baseline, idempotency_key="k")
        assert post(browser, address, baseline, idempotency_key="k", prediction="别的").status_code == 409

    def test_tells_both_pictures_and_the_outcome(self, browser, vary, upload):
        made = vary(upload())
        browser.post(f"/practice/variations/{made.pk}/result/", {"picture": drawn.as_file(drawn.picture())})
        browser.post(f"/practice/variations/{made.pk}/outcome/", {"outcome": "partly", "words": "壶嘴也变了"})
        body = browser.get(f"/practice/variations/{made.pk}/").json()
        assert [len(body["artworks"][side]) for side in ("before", "after")] == [1, 1]
        assert (body["outcome"], body["words"]) == ("partly", "壶嘴也变了")

    def test_a_file_that_is_no_picture_is_refused(self, browser, vary, upload):
        made = vary(upload())
        answer = browser.post(f"/practice/variations/{made.pk}/result/", {"picture": drawn.as_file(b"no")})
        assert answer.status_code == 422

    def test_a_strangers_comparison_is_not_there(self, vary, upload, stranger, client):
        made = vary(upload())
        client.force_login(stranger)
        assert client.get(f"/practice/variations/{made.pk}/").status_code == 404
        for verb in ("again", "result", "outcome"):
            assert client.post(f"/practice/variations/{made.pk}/{verb}/").status_code == 404


class TestDrawingAgain:
    @pytest.fixture
    def lost(self, vary):
        made = vary()
        end(made.attempt, reason="refused", pictures=0)
        return made

    def test_a_task_that_left_its_lesson_draws_nothing_more(self, browser, lost, exercise):
        Exercise.objects.filter(pk=exercise.pk).update(removed_at=timezone.now())
        assert browser.post(f"/practice/variations/{lost.pk}/again/").status_code == 404
        assert Attempt.objects.filter(text=DUSK).count() == 1

    def test_the_key_of_another_comparison_does_not_take_its_picture(self, browser, vary, lost):
        other = vary(lost.before_attempt, key="k")
        browser.post(f"/practice/variations/{lost.pk}/again/", {"idempotency_key": "k"})
        lost.refresh_from_db()
        assert lost.attempt_id > other.attempt_id

    def test_a_page_asks_first_where_the_words_go(self, reader, lost):
        answer = reader.post(f"/practice/variations/{lost.pk}/again/")
        assert answer.status_code == 422 and Attempt.objects.filter(text=DUSK).count() == 1


class TestWithoutScript:
    def test_a_change_leads_back_to_the_lesson(self, reader, address, upload):
        answer = post(reader, address, upload())
        assert (answer.status_code, answer["Location"].endswith("#p1")) == (303, True)

    def test_a_refusal_keeps_all_that_was_written(self, reader, address, upload):
        first = upload()
        answer = post(reader, address, first, text=STOVE, before_text=STOVE)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "光会变暖" in page and STOVE in page
        assert f'name="before_artwork" value="{first.pk}"' in page

    def test_a_comparison_has_a_page_of_its_own(self, reader, vary, upload):
        made = vary(upload())
        page = reader.get(f"/practice/variations/{made.pk}/").content.decode()
        assert "光会变暖，水壶不变" in page and "「清晨」改成「傍晚」" in page


class TestTheBench:
    @pytest.fixture
    def page(self, lesson, amy, rf):
        def render() -> str:
            request = rf.get("/")
            request.user, request.session = amy, SessionStore()
            return ALL.render({"exercises": exercises_of(lesson), "request": request, "user": amy}, request)

        return render

    def test_offers_to_draw_with_size_count_and_price(self, page, draws, settings):
        text = page()
        assert '<option value="1024x1024" selected>' in text and 'name="count"' in text
        assert "每张图大约用 4,000 token" in text and "出图" in text

    def test_goes_elsewhere_where_nothing_draws(self, page, media):
        text = page()
        assert 'name="count"' not in text and 'name="pictures"' in text

    def test_shows_the_pictures_with_the_words_that_say_who_made_them(self, page, baseline):
        text = page()
        assert baseline.artworks.get().thumb_url in text and "AI 生成" in text
        assert "只改：<b>光线</b>" in text

    def test_shows_both_pictures_with_the_prediction(self, page, vary, baseline):
        end(vary().attempt)
        text = page()
        made = Variation.objects.get()
        for artwork in (*made.pictures_before(), *made.pictures_after()):
            assert artwork.thumb_url in text
        assert "光会变暖，水壶不变" in text and "和预测一样吗" in text

    def test_takes_two_uploads_where_nothing_draws(self, page, upload, vary):
        first = upload()
        assert f'<option value="{first.pk}">' in page()
        vary(first)
        assert "上传改过以后的图" in page()

    def test_hands_in_a_text_that_begins_with_what_was_drawn(self, page, baseline, exercise):
        text = page()
        assert f'action="/practice/exercises/{exercise.pk}/hand-ins/"' in text
        assert text.count(STOVE) > 2

    def test_a_picture_that_waits_tells_its_place_and_who_signed_out(self, page, draws, submit):
        submit(text=STOVE, settings={"size": "1024x1024", "count": 1})
        text = page()
        assert "排队中，你是第 1 位" in text and 'data-signed-out="你已经退出登录。图还在画' in text

    def test_a_failed_picture_may_be_drawn_again_with_its_settings(self, page, draws, submit):
        end(submit(text=STOVE, settings={"size": "1536x1024", "count": 2}), reason="fewer", pictures=1)
        text = page()
        assert "画出来的比要的少" in text and '<input type="hidden" name="size" value="1536x1024">' in text
