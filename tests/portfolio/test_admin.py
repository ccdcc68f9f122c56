import pytest
from django.test import Client

from accounts.models import User
from accounts.services import ensure_instructors_group
from portfolio import services


@pytest.fixture
def desk(db):
    ines = User.objects.create_user("ines@example.org", "a-long-password", is_staff=True)
    ines.groups.add(ensure_instructors_group())
    client = Client()
    client.force_login(ines)
    return client


@pytest.mark.parametrize("query", ["", "?q=amy@example.com", "?q=s1-012"])
def test_an_instructor_finds_projects_and_pages(desk, ready, query):
    page = services.publish(project=ready, choices={}, snapshot={}, is_listed=False)
    assert "艾米" in desk.get(f"/admin/portfolio/project/{query}").content.decode()
    assert page.code in desk.get(f"/admin/portfolio/publicpage/{query}").content.decode()


def test_an_instructor_reads_the_notes_and_changes_nothing(desk, ready):
    address = f"/admin/portfolio/project/{ready.pk}/change/"
    assert "写了代价单和第一稿。" in desk.get(address).content.decode()
    assert desk.post(address, {}).status_code == 403
