"""Changes to people. Keyword-only, harmless twice."""

import secrets
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q

from .models import Invitation, User

INSTRUCTORS = "Instructors"
FIRST_INSTRUCTOR = "instructor@localhost"

# Instructors write the course, see how learners are doing and invite new ones. They change nobody's work.
INSTRUCTORS_MAY = (
    Q(content_type__app_label="courses", codename__regex=r"^(add|change|view)_")
    | Q(
        content_type__app_label__in=["progress", "practice", "portfolio", "reminders", "teaching"],
        codename__startswith="view_",
    )
    | Q(content_type__app_label="practice", codename="change_allowance")
    | Q(content_type__app_label="progress", codename__regex=r"^(add|change|delete)_holidayyear$")
    | Q(content_type__app_label="practice", codename__regex=r"^(add|change|delete)_provider$")
    | Q(content_type__app_label="credentials", codename__regex=r"^(view|revoke)_")
    | Q(content_type__app_label="accounts", codename="view_user")
    | Q(content_type__app_label="accounts", codename__regex=r"^(add|delete|view)_invitation$")
)


class InvitationIsGone(Exception):
    """The code was never given out, or somebody has used it meanwhile."""


@transaction.atomic
def create_learner(*, email: str, password: str, is_instructor: bool = False) -> User:
    """A user with a verified address; run again, it sets the password anew."""
    user, _ = User.objects.get_or_create(email=email.strip().lower())
    user.set_password(password)
    user.must_change_password = False
    if is_instructor:
        user.is_staff = True
        user.groups.add(ensure_instructors_group())
    user.save()
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})
    return user


@transaction.atomic
def create_first_instructor() -> str | None:
    """The password of a new first instructor, or None when somebody can already enter the admin."""
    if User.objects.filter(is_staff=True).exists():
        return None
    password = secrets.token_urlsafe(12)
    user = create_learner(email=FIRST_INSTRUCTOR, password=password, is_instructor=True)
    user.must_change_password = True
    user.is_superuser = True
    user.save(update_fields=["must_change_password", "is_superuser"])
    return password


def ensure_instructors_group() -> Group:
    """The group with the rights it needs today. Rights an operator added by hand stay."""
    group, _ = Group.objects.get_or_create(name=INSTRUCTORS)
    group.permissions.add(*Permission.objects.filter(INSTRUCTORS_MAY))
    return group


def accept_invitation(*, code: str, by: User, at: datetime) -> None:
    """The update is the lock: of two people with one code, one gets in."""
    if not Invitation.objects.unused().filter(code=code).update(used_by=by, used_at=at):
        raise InvitationIsGone(code)


def clear_must_change_password(*, user: User) -> None:
    User.objects.filter(pk=user.pk, must_change_password=True).update(must_change_password=False)
    user.must_change_password = False


def end_all_sessions(*, user: User) -> None:
    """Sign this person out on every device, the present one included."""
    for session in UserSession.objects.filter(user=user):
        session.end()
