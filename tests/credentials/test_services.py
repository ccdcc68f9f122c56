"""Issued once, taken back, brought back, revoked."""

import pytest
from django.db import IntegrityError, transaction

from credentials import services
from credentials.models import Credential


def test_issuing_twice_makes_one(award):
    first = services.issue(award=award, name="陆晚晴")
    assert services.issue(award=award, name="陆晚晴").code == first.code
    assert Credential.objects.count() == 1


def test_a_new_name_keeps_code_date_and_what_was_done(credential, award):
    again = services.issue(award=award, name="陆小晴")
    kept = (again.code, again.issued_at, again.snapshot)
    assert again.name == "陆小晴" and kept == (credential.code, credential.issued_at, credential.snapshot)


def test_taken_back_it_is_no_longer_valid(withdrawn):
    withdrawn.refresh_from_db()
    assert not withdrawn.is_valid


def test_taking_back_twice_keeps_the_first_moment(withdrawn):
    withdrawn.refresh_from_db()
    before = withdrawn.withdrawn_at
    services.withdraw(credential=withdrawn)
    withdrawn.refresh_from_db()
    assert withdrawn.withdrawn_at == before


def test_issued_again_it_stands_again_under_the_same_code(withdrawn, award):
    again = services.issue(award=award, name="陆晚晴")
    assert again.is_valid and again.code == withdrawn.code


def test_revoking_twice_keeps_the_first_reason(revoked):
    services.revoke(credential=revoked, because="另一个原因")
    revoked.refresh_from_db()
    assert revoked.revoked_because == "练习是别人代做的。"


def test_a_revoked_one_cannot_be_issued_again(revoked, award):
    with pytest.raises(services.NotPossible, match="撤销"):
        services.issue(award=award, name="别的名字")
    revoked.refresh_from_db()
    assert revoked.name == "陆晚晴" and revoked.revoked_at


def test_a_mistaken_revocation_leaves_no_trace_on_it(revoked):
    services.reinstate(credential=revoked)
    revoked.refresh_from_db()
    assert revoked.is_valid and revoked.revoked_because == ""


@pytest.mark.parametrize("columns", [{"name": ""}, {"revoked_because": "没有日期"}])
def test_the_database_refuses_half_a_truth(credential, columns):
    with pytest.raises(IntegrityError), transaction.atomic():
        Credential.objects.filter(pk=credential.pk).update(**columns)


def test_it_goes_with_its_learner_and_its_code_is_nobodys(credential, amy, client):
    amy.delete()
    assert client.get(f"/credentials/{credential.code}/").status_code == 404
