import pytest


def policy(client, address: str) -> str:
    return client.get(address)["Content-Security-Policy"]


def test_the_admin_may_build_functions_from_text(admin_client):
    assert "'unsafe-eval'" in policy(admin_client, "/admin/")


@pytest.mark.parametrize("address", ["/accounts/login/", "/no-such-page/", "/administration/"])
def test_no_other_page_may(client, db, address):
    assert "unsafe" not in policy(client, address)
