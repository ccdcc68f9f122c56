import uuid

import pytest
from django.test import Client

from accounts.models import User
from accounts.services import ensure_instructors_group
from practice import services
from practice.images import artworks
from practice.models import Artwork
from tests.practice import scene
from tests.practice.pictures import drawn


@pytest.fixture
def mine(enrollment, exercise) -> Artwork:
    return artworks.keep_upload(
        enrollment=enrollment, exercise=exercise, file=drawn.as_file(drawn.picture()), prompt="一棵树"
    )


def send(client, exercise, *files, headers=None, **fields):
    wish = {"pictures": files or [drawn.as_file(drawn.picture())], "idempotency_key": uuid.uuid4().hex} | fields
    return client.post(f"/practice/exercises/{exercise.pk}/artworks/", wish, headers=headers)


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


class TestAPicture:
    def test_is_shown_to_its_owner_in_both_sizes(self, reader, mine):
        full, thumb = reader.get(mine.get_absolute_url()), reader.get(mine.thumb_url)
        assert (full["Content-Type"], thumb["Content-Type"]) == ("image/png", "image/webp")
        assert drawn.opened(b"".join(full.streaming_content)).size == drawn.SIZE

    def test_is_kept_by_no_proxy_and_taken_for_nothing_else(self, reader, mine):
        answer = reader.get(mine.get_absolute_url())
        assert answer["Cache-Control"] == "private, no-cache" and answer["X-Content-Type-Options"] == "nosniff"

    def test_is_not_sent_again_to_a_browser_that_has_it(self, reader, mine):
        tag = reader.get(mine.get_absolute_url())["ETag"]
        assert reader.get(mine.get_absolute_url(), headers={"If-None-Match": tag}).status_code == 304

    def test_is_not_sent_to_a_stranger_who_knows_its_tag(self, reader, stranger, mine):
        tag = reader.get(mine.get_absolute_url())["ETag"]
        answer = signed_in(stranger).get(mine.get_absolute_url(), headers={"If-None-Match": tag})
        assert answer.status_code == 404

    def test_can_be_downloaded_under_a_name(self, reader, mine):
        assert (
            'attachment; filename="s1-012-p1-'
            in reader.get(f"{mine.get_absolute_url()}?download")["Content-Disposition"]
        )

    @pytest.mark.parametrize("address", ["{}9/full/", "{}/huge/", "{}/original/"])
    def test_has_no_other_addresses(self, reader, mine, address):
        assert reader.get(f"/practice/artworks/{address.format(mine.pk)}").status_code == 404

    def test_is_hidden_from_strangers_and_visitors(self, client, stranger, mine):
        assert signed_in(stranger).get(mine.get_absolute_url()).status_code == 404
        assert client.get(mine.get_absolute_url()).status_code == 302

    def test_is_hidden_from_instructors_until_its_task_is_handed_in(self, desk, mine, enrollment, exercise):
        before = desk.get(mine.get_absolute_url()).status_code
        services.hand_in(enrollment=enrollment, exercise=exercise, key="h", text=scene.CASE)
        assert (before, desk.get(mine.get_absolute_url()).status_code) == (404, 200)

    def test_of_a_handed_in_task_is_hidden_from_staff_without_the_right(self, mine, enrollment, exercise):
        services.hand_in(enrollment=enrollment, exercise=exercise, key="h", text=scene.CASE)
        clerk = User.objects.create_user("clerk@example.org", "a-long-password", is_staff=True)
        assert signed_in(clerk).get(mine.get_absolute_url()).status_code == 404

    def test_of_a_handed_in_task_is_hidden_from_an_instructor_who_is_no_longer_staff(self, mine, enrollment, exercise):
        services.hand_in(enrollment=enrollment, exercise=exercise, key="h", text=scene.CASE)
        former = User.objects.create_user("former@example.org", "a-long-password")
        former.groups.add(ensure_instructors_group())
        assert signed_in(former).get(mine.get_absolute_url()).status_code == 404

    def test_whose_file_is_lost_is_not_found(self, reader, mine):
        mine.original.storage.delete(mine.original.name)
        assert reader.get(mine.get_absolute_url()).status_code == 404


class TestUploading:
    def test_leads_back_to_the_bench(self, reader, exercise):
        answer = send(reader, exercise, prompt="一棵树")
        assert (answer.status_code, answer["Location"]) == (303, f"{exercise.lesson.get_absolute_url()}#p1")
        assert Artwork.objects.get().prompt == "一棵树"

    def test_takes_several_at_once(self, reader, exercise):
        send(reader, exercise, *(drawn.as_file(drawn.picture(), f"{n}.png") for n in range(3)))
        assert Artwork.objects.count() == 3

    def test_twice_with_one_key_keeps_each_picture_once(self, reader, exercise):
        for _press in range(2):
            files = [drawn.as_file(drawn.picture(), f"{n}.png") for n in range(2)]
            send(reader, exercise, *files, idempotency_key="k")
        assert Artwork.objects.count() == 2

    def test_keeps_the_good_ones_and_names_the_bad_one(self, reader, exercise):
        answer = send(
            reader, exercise, drawn.as_file(drawn.picture()), drawn.as_file(b"<svg>", "logo.png"), prompt="留着的词"
        )
        page = answer.content.decode()
        assert Artwork.objects.count() == 1 and answer.status_code == 200
        assert "logo.png" in page and "SVG" in page and "留着的词" in page

    def test_of_bad_ones_alone_is_refused(self, reader, exercise):
        answer = send(reader, exercise, drawn.as_file(b"GIF89a..", "a.gif"))
        assert answer.status_code == 422 and "GIF" in answer.content.decode()

    def test_a_file_name_is_shown_as_text(self, reader, exercise):
        page = send(reader, exercise, drawn.as_file(b"x", "<b>x.png")).content.decode()
        assert "<b>x.png" not in page and "&lt;b&gt;x.png" in page

    def test_of_nothing_says_so(self, reader, exercise):
        answer = reader.post(f"/practice/exercises/{exercise.pk}/artworks/", {"prompt": "留着"})
        assert answer.status_code == 422 and "先选至少一张图" in answer.content.decode()

    def test_answers_a_program_in_json(self, browser, exercise):
        answer = send(browser, exercise, drawn.as_file(drawn.picture()), drawn.as_file(b"?", "b.png"))
        body = answer.json()
        assert answer.status_code == 201
        assert body["artworks"][0]["thumb"] == Artwork.objects.get().thumb_url
        assert body["refused"][0]["name"] == "b.png"

    def test_tells_a_program_what_is_wrong(self, browser, exercise):
        answer = send(browser, exercise, drawn.as_file(b"?", "b.png"))
        assert answer.status_code == 422 and answer.json()["fields"]["pictures"][0].startswith("b.png: ")

    def test_a_key_may_come_as_a_header(self, browser, exercise):
        for _press in range(2):
            send(browser, exercise, headers={"Idempotency-Key": "h"}, idempotency_key="")
        assert Artwork.objects.count() == 1

    def test_is_for_those_who_joined(self, stranger, exercise):
        assert send(signed_in(stranger), exercise).status_code == 403

    def test_is_for_those_who_signed_in(self, client, exercise):
        assert send(client, exercise).status_code == 302 and not Artwork.objects.exists()

    def test_of_more_than_a_form_may_hold_is_possible_here(self, reader, exercise):
        big = drawn.noise((2000, 1000))
        assert len(big) > 1024 * 1024
        assert send(reader, exercise, drawn.as_file(big)).status_code == 303

    def test_of_more_than_a_request_may_hold_is_refused_unread(self, reader, exercise, settings):
        settings.UPLOAD_BYTES = 1000
        assert send(reader, exercise).status_code == 413

    def test_of_much_is_refused_to_visitors_unread(self, client, exercise):
        answer = send(client, exercise, drawn.as_file(drawn.noise((2000, 1000))))
        assert answer.status_code == 413


class TestRemoving:
    def test_leads_back_and_is_harmless_twice(self, reader, mine, exercise):
        address = f"/practice/exercises/{exercise.pk}/artworks/{mine.pk}/remove/"
        answers = [reader.post(address), reader.post(address)]
        assert [answer.status_code for answer in answers] == [303, 303] and not Artwork.objects.exists()

    def test_is_not_for_others(self, stranger, mine, exercise):
        signed_in(stranger).post(f"/practice/exercises/{exercise.pk}/artworks/{mine.pk}/remove/")
        assert Artwork.objects.exists()

    def test_of_what_belongs_to_an_attempt_is_refused_in_words(self, reader, submit, exercise):
        made = artworks.generated(attempt=submit(), number=1, data=drawn.picture(), name="artworks/calls-0/1-a")
        made.save()
        answer = reader.post(f"/practice/exercises/{exercise.pk}/artworks/{made.pk}/remove/")
        assert answer.status_code == 409 and "不单独删除" in answer.content.decode()


class TestTheGallery:
    def test_shows_ones_own_pictures_with_their_prompts(self, reader, mine, exercise):
        page = reader.get(f"/practice/exercises/{exercise.pk}/artworks/").content.decode()
        assert mine.thumb_url in page and "一棵树" in page

    def test_says_which_picture_says_it_is_generated(self, reader, submit, exercise):
        artworks.generated(attempt=submit(), number=1, data=drawn.picture(), name="artworks/calls-0/1-b").save()
        page = reader.get(f"/practice/exercises/{exercise.pk}/artworks/").content.decode()
        assert "图里带着标识：AI 生成" in page

    def test_says_nothing_about_what_says_nothing(self, reader, mine, exercise):
        assert "标识：" not in reader.get(f"/practice/exercises/{exercise.pk}/artworks/").content.decode()

    def test_is_there_for_programs(self, browser, mine, exercise):
        listed = browser.get(f"/practice/exercises/{exercise.pk}/artworks/").json()["artworks"]
        assert [one["id"] for one in listed] == [mine.pk]

    def test_gives_a_script_the_gallery_alone(self, reader, mine, exercise):
        page = reader.get(
            f"/practice/exercises/{exercise.pk}/artworks/", headers={"HX-Request": "true"}
        ).content.decode()
        assert "data-gallery" in page and "<html" not in page


class TestTheContactSheet:
    @pytest.fixture
    def sheet(self, reader, exercise, enrollment, lesson):
        def ask(*prompts: str, client=reader):
            for prompt in prompts:
                file = drawn.as_file(drawn.picture())
                artworks.keep_upload(enrollment=enrollment, exercise=exercise, file=file, prompt=prompt)
            return client.get(f"/practice/exercises/{exercise.pk}/contact-sheet/")

        return ask

    def test_is_a_picture_to_download(self, sheet):
        answer = sheet("一架手风琴，水彩", "一架手风琴，油画")
        assert drawn.opened(answer.content).format == "JPEG"
        assert answer["Content-Disposition"] == 'attachment; filename="s1-012-p1.jpg"'

    def test_is_labelled_as_soon_as_one_picture_is(self, sheet, submit):
        artworks.generated(attempt=submit(), number=1, data=drawn.picture(), name="artworks/calls-0/1-c").save()
        answer = sheet("一棵树")
        assert "-AI.jpg" in answer["Content-Disposition"]
        assert b"TC260:AIGC" in answer.content and b"testserver" in answer.content

    def test_of_human_work_is_not_labelled(self, sheet):
        assert b"AIGC" not in sheet("一棵树", "两棵树").content

    def test_needs_two_pictures(self, sheet):
        assert sheet("一棵树").status_code == 404

    def test_leaves_out_what_is_lost(self, sheet, enrollment):
        sheet("一", "二", "三")
        lost = Artwork.objects.first()
        lost.thumbnail.storage.delete(lost.thumbnail.name)
        assert sheet().status_code == 200

    def test_is_not_for_others(self, sheet, stranger):
        sheet("一", "二")
        assert sheet(client=signed_in(stranger)).status_code == 403
