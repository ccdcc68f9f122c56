import pytest

from accounts.services import create_learner

PASSWORD = "plum-bob-and-rule"


@pytest.fixture
def amy(db):
    return create_learner(email="amy@example.com", password=PASSWORD)


@pytest.fixture
def ines(db):
    return create_learner(email="ines@example.com", password=PASSWORD, is_instructor=True)


@pytest.fixture
def signed_in(client, amy):
    """Amy's browser, after the sign-in form."""
    client.post("/accounts/login/", {"login": amy.email, "password": PASSWORD})
    return client
