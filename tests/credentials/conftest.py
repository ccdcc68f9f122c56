import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from credentials import services
from credentials.models import Credential
from progress.models import Award


@pytest.fixture
def award(amy) -> Award:
    """Amy's 20 of 38 lessons are taken for enough here."""
    enrollment = amy.enrollments.select_related("user", "course").get()
    return Award.objects.create(
        enrollment=enrollment, rung="starter", reached_on=timezone.now().date(), days=21, lesson_count=20
    )


@pytest.fixture
def credential(award) -> Credential:
    issued = services.issue(award=award, name="陆晚晴")
    return Credential.objects.with_owner().get(pk=issued.pk)


@pytest.fixture
def amys(client, amy):
    client.force_login(amy)
    return client


@pytest.fixture
def desk(client, ines):
    """Ines at her desk: an instructor with the rights she needs here."""
    ines.user_permissions.add(*Permission.objects.filter(content_type__app_label="credentials"))
    client.force_login(ines)
    return client


@pytest.fixture
def withdrawn(credential) -> Credential:
    services.withdraw(credential=credential)
    return credential


@pytest.fixture
def revoked(credential) -> Credential:
    services.revoke(credential=credential, because="练习是别人代做的。")
    return credential
