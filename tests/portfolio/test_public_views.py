import pytest
from django.test import Client

from portfolio import services
from portfolio.models import PublicPage
from practice.proof.links import Link
from tests.portfolio.conftest import NOTE
from tests.practice.pictures import drawn

CHOSEN = {"name": "小艾", "steps": ["m2"], "shows_links": "on"}
SECRET = "写了代价单和第一稿。"  # the note of m1
SHOWN = "发出去了，收到两条提问。"  # the note of m2


@pytest.fixture
def form(home):
    return f"{home}public/"


@pytest.fixture
def stranger() -> Client:
    return Client()


@pytest.fixture
def filled(ready, key):
    """With a link, two picture-worthy milestones, numbers and money."""
    services.add_links(project=ready, milestone="m2", links=[Link(NOTE, "我的笔记")], key=key())
    services.read_off(project=ready, name="用时", unit="分钟", on="2026-11-22", value=777, key=key())
    services.spend(project=ready, on="2026-11-22", what="", hours=0, yuan=888, key=key())
    return ready


@pytest.fixture
def publish(reader, filled, form):
    def make(**choices):
        reader.post(form, CHOSEN | choices)
        return PublicPage.objects.get().get_absolute_url()

    return make


def words(client, address) -> str:
    return client.get(address).content.decode()


def test_nothing_is_public_before_somebody_asks_for_it(reader, filled, home):
    assert not PublicPage.objects.exists() and "只有你和老师看得到" in words(reader, home)


def test_nothing_is_ticked_beforehand(reader, filled, form):
    page = words(reader, form).split("<main")[1]
    assert "checked" not in page and 'value="艾米"' in page


def test_a_preview_shows_what_was_chosen_and_publishes_nothing(reader, filled, form):
    page = reader.get(form, CHOSEN | {"preview": "1"}).content.decode()
    assert SHOWN in page and SECRET not in page and not PublicPage.objects.exists()


def test_a_page_needs_a_name(reader, filled, form):
    assert reader.post(form, {"name": ""}).status_code == 422 and not PublicPage.objects.exists()


def test_a_stranger_reads_what_was_chosen_and_nothing_else(publish, stranger):
    page = words(stranger, publish())
    assert SHOWN in page and "小艾" in page and f'href="{NOTE}"' in page
    assert not [hidden for hidden in (SECRET, "777", "888", "amy@example.com", "艾米") if hidden in page]


def test_numbers_and_money_are_shown_when_ticked(publish, stranger):
    page = words(stranger, publish(shows_numbers="on", shows_budget="on"))
    assert "777" in page and "888" in page


def test_the_declaration_about_ai_is_always_there(publish, stranger):
    page = words(stranger, publish(steps=[], shows_links=""))
    assert "正文末尾写明 AI 帮忙理了顺序" in page


def test_a_project_that_is_not_passed_is_not_called_so(publish, stranger):
    assert "过线了" not in words(stranger, publish(shows_verdict="on"))


def test_later_changes_stay_private_until_published_again(publish, reader, stranger, filled, home):
    address = publish()
    services.write_note(project=filled, milestone="m2", note="后来又写的")
    assert "后来又写的" not in words(stranger, address) and "还没有跟上" in words(reader, home)
    publish()
    assert "后来又写的" in words(stranger, address) and "还没有跟上" not in words(reader, home)


def test_a_page_taken_back_is_gone_at_once(publish, reader, stranger, home):
    address = publish()
    reader.post(f"{home}public/withdraw/")
    assert stranger.get(address).status_code == 404


def test_nobody_takes_back_the_page_of_another(publish, other, stranger, home):
    address = publish()
    assert other.post(f"{home}public/withdraw/").status_code == 404
    assert stranger.get(address).status_code == 200


def test_search_engines_are_kept_out_unless_invited(publish, stranger):
    assert stranger.get(publish())["X-Robots-Tag"] == "noindex"
    answer = stranger.get(publish(is_listed="on"))
    assert "X-Robots-Tag" not in answer and b'name="robots"' not in answer.content


def test_a_stranger_costs_one_query(publish, stranger, django_assert_num_queries):
    address = publish()
    with django_assert_num_queries(1):
        stranger.get(address)


def test_links_lead_out_without_telling_from_where(publish, stranger):
    page = words(stranger, publish())
    assert 'rel="noopener noreferrer nofollow ugc"' in page and 'content="no-referrer"' in page


def test_a_code_nobody_has_is_not_there(stranger, db):
    assert stranger.get("/portfolio/p/aaaaaaaaaaaa/").status_code == 404


class TestScreenshots:
    @pytest.fixture
    def picture(self, reader, filled, home):
        file = drawn.as_file(drawn.picture())
        reader.post(f"{home}steps/m2/picture/", {"picture": file, "text": "笔记的样子"})
        return filled.proofs.get(artwork__isnull=False).artwork

    def address(self, page, picture, size="thumb"):
        return f"{page}pictures/{picture.pk}/{size}/"

    def test_one_is_kept_with_its_milestone(self, reader, picture, home):
        assert picture.thumb_url in words(reader, home) and "笔记的样子" in words(reader, home)

    def test_what_is_no_picture_is_refused_with_words(self, reader, ready, home):
        answer = reader.post(f"{home}steps/m2/picture/", {"picture": drawn.as_file(b"no picture"), "text": ""})
        assert answer.status_code == 422 and not ready.proofs.exists()

    def test_none_is_shown_unless_ticked(self, publish, picture, stranger):
        page = publish()
        assert stranger.get(self.address(page, picture)).status_code == 404

    @pytest.mark.parametrize("size", ["thumb", "full"])
    def test_a_stranger_sees_it_while_the_page_shows_it(self, publish, picture, stranger, reader, home, size):
        page = publish(shows_pictures="on")
        assert self.address(page, picture) in words(stranger, page)
        assert stranger.get(self.address(page, picture, size)).status_code == 200
        reader.post(f"{home}public/withdraw/")
        assert stranger.get(self.address(page, picture, size)).status_code == 404

    def test_other_sizes_are_not_there(self, publish, picture, stranger):
        assert stranger.get(self.address(publish(shows_pictures="on"), picture, "original")).status_code == 404

    def test_a_picture_that_proves_something_is_not_deleted(self, reader, picture, exercise):
        reader.post(f"/practice/exercises/{exercise.pk}/artworks/{picture.pk}/remove/")
        assert type(picture).objects.filter(pk=picture.pk).exists()


def test_the_page_of_a_disabled_account_is_not_there(publish, stranger, amy):
    address = publish()
    amy.is_active = False
    amy.save()
    assert stranger.get(address).status_code == 404
