import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from accounts import services
from accounts.models import Invitation, User

from .conftest import PASSWORD

pytestmark = pytest.mark.django_db


def test_a_new_learner_has_a_verified_address(amy):
    assert amy.emailaddress_set.filter(email=amy.email, verified=True, primary=True).exists()


def test_creating_a_learner_again_sets_the_password(amy):
    again = services.create_learner(email="AMY@example.com", password="another-plumb-line")
    assert again == amy
    assert again.check_password("another-plumb-line")


def test_creating_a_learner_again_keeps_their_name(amy):
    User.objects.update(display_name="艾米")
    assert services.create_learner(email=amy.email, password=PASSWORD).display_name == "艾米"


def test_a_learner_cannot_enter_the_admin(amy):
    assert not amy.is_staff


def test_an_instructor_is_no_superuser(ines):
    assert ines.is_staff
    assert not ines.is_superuser


@pytest.mark.parametrize(
    "right",
    [
        "courses.change_lesson",
        "courses.add_lesson",
        "progress.view_enrollment",
        "practice.view_attempt",
        "accounts.view_user",
        "accounts.add_invitation",
    ],
)
def test_an_instructor_may(ines, right):
    assert ines.has_perm(right)


@pytest.mark.parametrize(
    "right", ["courses.delete_lesson", "progress.change_enrollment", "practice.delete_attempt", "accounts.change_user"]
)
def test_an_instructor_may_not(ines, right):
    assert not ines.has_perm(right)


def test_a_right_added_by_hand_stays_with_the_instructors(ines):
    from django.contrib.auth.models import Permission

    group = Group.objects.get(name=services.INSTRUCTORS)
    group.permissions.add(Permission.objects.get(codename="delete_lesson"))
    services.ensure_instructors_group()
    assert group.permissions.filter(codename="delete_lesson").exists()


def test_the_first_instructor_must_change_the_password_everybody_saw():
    password = services.create_first_instructor()
    first = User.objects.get(email=services.FIRST_INSTRUCTOR)
    assert first.check_password(password)
    assert first.must_change_password


def test_there_is_only_one_first_instructor(ines):
    assert services.create_first_instructor() is None


def test_an_invitation_lets_one_person_in(amy, ines):
    invitation = Invitation.objects.create(made_by=ines)
    services.accept_invitation(code=invitation.code, by=amy, at=timezone.now())
    with pytest.raises(services.InvitationIsGone):
        services.accept_invitation(code=invitation.code, by=ines, at=timezone.now())
    invitation.refresh_from_db()
    assert invitation.used_by == amy
