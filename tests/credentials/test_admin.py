"""An instructor reads credentials, and revokes one with a reason."""

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext

from credentials import services

LIST = "/admin/credentials/credential/"


def revoke(desk, credential, **more):
    return desk.post(LIST, {"action": "revoke", "_selected_action": [credential.pk], **more})


def test_the_list_finds_a_code(desk, credential):
    assert credential.code in desk.get(f"{LIST}?q={credential.code}").content.decode()


@pytest.mark.parametrize(("state", "is_listed"), [("public", True), ("withdrawn", False), ("revoked", False)])
def test_the_list_filters_by_state(desk, credential, state, is_listed):
    html = desk.get(f"{LIST}?state={state}").content.decode()
    assert (f"/{credential.pk}/change/" in html) is is_listed


def test_revoking_first_asks_for_the_reason(desk, credential):
    response = revoke(desk, credential)
    credential.refresh_from_db()
    assert "撤销的原因" in response.content.decode() and credential.revoked_at is None


def test_without_a_reason_nothing_is_revoked(desk, credential):
    response = revoke(desk, credential, because=" ")
    credential.refresh_from_db()
    assert "写明原因" in response.content.decode() and credential.revoked_at is None


def test_with_a_reason_it_is_revoked_and_the_log_says_who(desk, ines, credential):
    revoke(desk, credential, because="练习是别人代做的。")
    credential.refresh_from_db()
    assert credential.revoked_because == "练习是别人代做的。"
    assert LogEntry.objects.get().user == ines


def test_a_mistake_is_mended(desk, credential):
    services.revoke(credential=credential, because="弄错了")
    desk.post(LIST, {"action": "reinstate", "_selected_action": [credential.pk]})
    credential.refresh_from_db()
    assert credential.is_valid


def test_who_may_only_look_cannot_revoke(desk, ines, credential):
    ines.user_permissions.set(ines.user_permissions.filter(codename="view_credential"))
    revoke(desk, credential, because="没有权利")
    credential.refresh_from_db()
    assert credential.revoked_at is None


def test_nobody_edits_what_it_says(desk, credential):
    page = f"{LIST}{credential.pk}/change/"
    assert desk.get(page).status_code == 200 and desk.post(page, {"name": "别人"}).status_code == 403


def test_the_list_costs_the_same_for_one_and_for_many(desk, award, credential, django_assert_num_queries):
    desk.get(LIST)
    with CaptureQueriesContext(connection) as one:
        desk.get(LIST)
    for rung in ("qualified", "ai-kid"):
        award.pk, award.rung = None, rung
        award.save(force_insert=True)
        services.issue(award=award, name="陆晚晴")
    with django_assert_num_queries(len(one)):
        desk.get(LIST)
