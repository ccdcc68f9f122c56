"""Changes to people. Keyword-only, harmless twice."""

import secrets

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.db import transaction

from .models import User

INSTRUCTORS = "Instructors"
FIRST_INSTRUCTOR = "instructor@localhost"


@transaction.atomic
def create_learner(*, email: str, password: str, is_instructor: bool = False) -> User:
    """A user with a verified address; run again, it sets the password anew."""
    user, _ = User.objects.get_or_create(email=email.strip().lower())
    user.set_password(password)
    if is_instructor:
        user.is_staff = True
        user.groups.add(Group.objects.get_or_create(name=INSTRUCTORS)[0])
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
