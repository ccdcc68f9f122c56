"""The ladder on 今天 leads to credentials."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from credentials import services

pytestmark = pytest.mark.usefixtures("sunday")


def test_a_status_without_a_credential_offers_one(amys, award):
    assert f"/credentials/awards/{award.pk}/" in amys.get("/today/").content.decode()


def test_a_status_with_a_credential_leads_to_it(amys, credential):
    assert credential.get_absolute_url() in amys.get("/today/").content.decode()


def test_all_of_them_cost_today_one_query(amys, amy, award):
    amys.get("/today/")
    with CaptureQueriesContext(connection) as one:
        amys.get("/today/")
    for rung in ("qualified", "ai-kid"):
        award.pk, award.rung = None, rung
        award.save(force_insert=True)
        services.issue(award=award, name="陆晚晴")
    with CaptureQueriesContext(connection) as many:
        amys.get("/today/")
    assert len(many) == len(one)
