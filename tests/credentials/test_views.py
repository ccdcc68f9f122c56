"""A stranger checks a credential."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from credentials import services

pytestmark = pytest.mark.usefixtures("sunday")


@pytest.fixture
def page(client, credential):
    return client.get(credential.get_absolute_url())


def text_of(response) -> str:
    return response.content.decode()


def test_a_stranger_reads_what_was_done_when_and_against_which_version(page, course):
    html = text_of(page)
    for words in ("陆晚晴", "入门合格", "学完 38 课里的 20 课", "2026 年 11 月 2 日", "用了 21 天", "有效"):
        assert words in html
    assert course.edition.hex[:8] in html


def test_each_lesson_done_is_listed_with_the_revision_that_was_read(page):
    html = text_of(page)
    assert "第 1 段的第 20 课" in html and "第 1 段的第 21 课" not in html


def test_a_stranger_sees_no_way_to_change_it(page, credential):
    assert f"{credential.get_absolute_url()}withdraw/" not in text_of(page)


def test_nobody_learns_the_address_or_the_work_of_its_holder(page, amy):
    assert amy.email not in text_of(page)


def test_checking_costs_one_query(client, credential, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get(credential.get_absolute_url())


def test_search_engines_are_told_to_stay_away(page):
    assert page["X-Robots-Tag"] == "noindex" and '<meta name="robots" content="noindex">' in text_of(page)


def test_nobody_keeps_a_copy_without_asking_again(page):
    assert page["Cache-Control"] == "private, no-cache"


def test_checking_leaves_no_cookie_that_follows(client, credential):
    client.get(credential.get_absolute_url())
    assert set(client.cookies) == {"csrftoken"}  # of the form that switches the language


def test_chat_apps_find_a_picture_with_a_whole_address(page, credential):
    address = f"http://testserver{credential.get_absolute_url()}share.png"
    assert f'<meta property="og:image" content="{address}">' in text_of(page)


def test_it_reads_in_english(client, credential):
    client.cookies["django_language"] = "en"
    response = client.get(credential.get_absolute_url())
    assert response["Content-Language"] == "en" and "陆晚晴" in text_of(response)


@pytest.mark.parametrize("spelled", [str.lower, lambda code: code.replace("-", ""), lambda code: f" {code} "])
def test_a_misspelt_address_leads_to_the_page(client, credential, spelled):
    response = client.get(f"/credentials/{spelled(credential.code)}/")
    assert (response.status_code, response["Location"]) == (301, credential.get_absolute_url())


@pytest.mark.parametrize("code", ["2222-2222-2222", "x", "中文", "0000-0000-0000"])
def test_a_guessed_code_is_not_there(client, credential, code):
    assert client.get(f"/credentials/{code}/").status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_the_page_can_only_be_read(client, credential, method):
    assert getattr(client, method)(credential.get_absolute_url()).status_code == 405


def test_a_name_is_shown_as_text(client, award):
    credential = services.issue(award=award, name="<b>李</b>&\"'")
    html = text_of(client.get(credential.get_absolute_url()))
    assert "<b>李</b>" not in html and "&lt;b&gt;李&lt;/b&gt;" in html


def test_a_name_written_from_right_to_left_stays_apart_from_the_words_around(client, award):
    credential = services.issue(award=award, name="عائشة", drawn_name="阿依莎")
    html = text_of(client.get(credential.get_absolute_url()))
    assert "<bdi>عائشة</bdi>" in html and "阿依莎" in html


def test_taken_back_it_is_gone_and_shows_no_name(client, withdrawn):
    response = client.get(withdrawn.get_absolute_url())
    assert response.status_code == 410
    assert "收回" in text_of(response) and "陆晚晴" not in text_of(response)


def test_taken_back_it_shows_no_lesson_and_no_picture(client, withdrawn):
    html = text_of(client.get(withdrawn.get_absolute_url()))
    assert "og:image" not in html and "第 1 课" not in html


def test_its_holder_still_sees_it_and_how_to_bring_it_back(amys, withdrawn):
    response = amys.get(withdrawn.get_absolute_url())
    assert response.status_code == 200 and "再公开" in text_of(response)


def test_revoked_it_says_so_with_date_and_reason(client, revoked):
    response = client.get(revoked.get_absolute_url())
    assert response.status_code == 200
    for words in ("已撤销", "2026 年 11 月 22 日", "练习是别人代做的。"):
        assert words in text_of(response)


def test_revoked_it_offers_no_certificate(client, revoked):
    assert "certificate.pdf" not in text_of(client.get(revoked.get_absolute_url()))


def test_revoked_and_taken_back_it_says_revoked_without_a_name(client, revoked):
    services.withdraw(credential=revoked)
    response = client.get(revoked.get_absolute_url())
    assert response.status_code == 200
    assert "已撤销" in text_of(response) and "陆晚晴" not in text_of(response)


def test_a_code_typed_from_paper_leads_to_the_page(client, credential):
    response = client.get("/credentials/check/", {"code": credential.code.lower().replace("-", " ")})
    assert response["Location"] == credential.get_absolute_url()


@pytest.mark.parametrize("code", ["", "2222-2222-2222", "O0O0", "x" * 41])
def test_a_code_that_is_none_is_answered_in_words_and_kept(client, credential, code):
    response = client.get("/credentials/check/", {"code": code})
    assert response.status_code == 404 and "err" in text_of(response) and code in text_of(response)


def test_a_visitor_finds_where_to_type_a_code(client, db):
    assert 'name="code"' in text_of(client.get("/credentials/"))


def test_a_learner_without_a_status_is_told_how_to_get_there(client, ben):
    client.force_login(ben)
    assert "走到第一级台阶" in text_of(client.get("/credentials/"))


def test_a_learner_finds_each_status_with_its_credential(amys, award):
    assert f"/credentials/awards/{award.pk}/" in text_of(amys.get("/credentials/"))
    credential = services.issue(award=award, name="陆晚晴")
    assert credential.get_absolute_url() in text_of(amys.get("/credentials/"))


def test_the_list_costs_the_same_for_one_and_for_many(amys, award, django_assert_num_queries):
    amys.get("/credentials/")  # the first page of a process reads the outline of the course
    with CaptureQueriesContext(connection) as one:
        amys.get("/credentials/")
    for rung in ("qualified", "ai-kid"):
        award.pk, award.rung = None, rung
        award.save(force_insert=True)
        services.issue(award=award, name="陆晚晴")
    with django_assert_num_queries(len(one)):
        amys.get("/credentials/")


def test_another_learner_sees_what_a_stranger_sees(client, stranger, credential):
    client.force_login(stranger)
    assert "这是你的证书" not in text_of(client.get(credential.get_absolute_url()))
