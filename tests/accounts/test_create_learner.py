import pytest
from django.core.management import CommandError, call_command

from accounts.models import User

pytestmark = pytest.mark.django_db


def test_the_command_makes_a_learner_who_can_sign_in(client):
    call_command("create_learner", "ben@example.com", "--password", "a-very-good-rule")
    client.post("/accounts/login/", {"login": "ben@example.com", "password": "a-very-good-rule"})
    assert "_auth_user_id" in client.session


def test_the_command_is_harmless_twice():
    for _ in range(2):
        call_command("create_learner", "ben@example.com", "--password", "a-very-good-rule")
    assert User.objects.count() == 1


def test_staff_belongs_to_the_instructors():
    call_command("create_learner", "ines@example.com", "--password", "a-very-good-rule", "--staff")
    assert User.objects.get().groups.filter(name="Instructors").exists()


def test_a_local_address_is_good_enough():
    call_command("create_learner", "instructor@localhost", "--password", "a-very-good-rule")
    assert User.objects.get().email == "instructor@localhost"


@pytest.mark.parametrize("email", ["", "ben", "ben@", "@localhost", "a b@example.com"])
def test_what_is_no_address_is_refused(email):
    with pytest.raises(CommandError, match="not an e-mail address"):
        call_command("create_learner", email, "--password", "a-very-good-rule")


def test_an_empty_password_is_refused():
    with pytest.raises(CommandError, match="must not be empty"):
        call_command("create_learner", "ben@example.com", "--password", "")
