import pytest

from tests.provider import Provider


@pytest.fixture
def provider():
    with Provider() as server:
        yield server
