import pytest


@pytest.fixture
def enrollment(amy):
    return amy.enrollments.select_related("user", "course").get()


@pytest.fixture
def bens(ben):
    return ben.enrollments.select_related("user", "course").get()
