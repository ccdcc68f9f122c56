"""The learner decides."""

import pytest

from credentials.models import Credential


@pytest.fixture
def address(award) -> str:
    return f"/credentials/awards/{award.pk}/"


def test_nothing_is_public_before_the_learner_says_so(amys, address):
    amys.get(address)
    assert not Credential.objects.exists()


def test_the_display_name_is_suggested_and_its_publicity_said(amys, address):
    html = amys.get(address).content.decode()
    assert 'value="Amy"' in html and "这一页是公开的" in html


def test_without_a_display_name_the_address_is_not_suggested(amys, amy, address):
    type(amy).objects.filter(pk=amy.pk).update(display_name="")
    html = amys.get(address).content.decode()
    assert f'value="{amy.email}"' not in html


def test_issuing_leads_to_the_page(amys, address):
    response = amys.post(address, {"name": "陆晚晴"})
    assert (response.status_code, response["Location"]) == (303, Credential.objects.get().get_absolute_url())


def test_a_program_is_told_the_code(amys, address):
    response = amys.post(address, {"name": "陆晚晴"}, headers={"accept": "application/json"})
    assert response.status_code == 201 and response.json()["code"] == Credential.objects.get().code


def test_a_bad_name_keeps_what_was_typed(amys, address):
    response = amys.post(address, {"name": "李🚀", "drawn_name": "🌙"})
    html = response.content.decode()
    assert response.status_code == 422 and 'value="李🚀"' in html and 'value="🌙"' in html
    assert not Credential.objects.exists()


def test_a_program_is_told_which_field_to_mend(amys, address):
    response = amys.post(address, {"name": ""}, headers={"accept": "application/json"})
    assert response.status_code == 422 and list(response.json()["fields"]) == ["name"]


def test_a_rare_name_stands_on_the_page_and_its_spelling_on_paper(amys, address):
    amys.post(address, {"name": "عائشة", "drawn_name": "阿依莎"})
    credential = Credential.objects.get()
    assert (credential.name, credential.name_to_draw) == ("عائشة", "阿依莎")


def test_nobody_else_can_issue_it(client, ben, address):
    client.force_login(ben)
    assert client.post(address, {"name": "本"}).status_code == 404
    assert not Credential.objects.exists()


def test_a_visitor_signs_in_first(client, address):
    assert client.get(address)["Location"].startswith("/accounts/login/")


def test_the_page_of_its_holder_offers_to_change_and_to_take_back(amys, credential):
    html = amys.get(credential.get_absolute_url()).content.decode()
    assert "改名字" in html and f"{credential.get_absolute_url()}withdraw/" in html


def test_changing_the_name_starts_from_the_one_it_bears(amys, credential, address):
    assert 'value="陆晚晴"' in amys.get(address).content.decode()


def test_taking_back_leads_to_the_page(amys, credential):
    response = amys.post(f"{credential.get_absolute_url()}withdraw/")
    credential.refresh_from_db()
    assert response.status_code == 303 and not credential.is_valid


def test_taking_back_twice_is_harmless(amys, credential):
    assert [amys.post(f"{credential.get_absolute_url()}withdraw/").status_code for _ in range(2)] == [303, 303]


def test_nobody_else_can_take_it_back(client, ben, credential):
    client.force_login(ben)
    assert client.post(f"{credential.get_absolute_url()}withdraw/").status_code == 404
    credential.refresh_from_db()
    assert credential.is_valid


def test_it_is_not_taken_back_by_following_a_link(amys, credential):
    assert amys.get(f"{credential.get_absolute_url()}withdraw/").status_code == 405


def test_a_revoked_one_says_why_nothing_can_be_changed(amys, revoked, address):
    response = amys.post(address, {"name": "别的名字"}, follow=True)
    assert "被老师撤销" in response.content.decode()


def test_a_program_is_told_the_same(amys, revoked, address):
    response = amys.post(address, {"name": "别的名字"}, headers={"accept": "application/json"})
    assert (response.status_code, response.json()["error"]) == (409, "revoked")
