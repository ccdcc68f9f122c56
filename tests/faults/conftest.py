import pytest

from tests.faults.hurried import HurriedSite
from tests.provider import Provider
from tests.services import spare_services


@pytest.fixture(scope="session")
def hurried_provider():
    with Provider() as server:
        yield server


@pytest.fixture(scope="session")
def hurried_site(tmp_path_factory, hurried_provider):
    """Started once: whoever uses it stands in the xdist group "hurried"."""
    with spare_services() as services:
        folder = tmp_path_factory.mktemp("hurried")
        with HurriedSite(folder, hurried_provider.url, services).running() as site:
            yield site
