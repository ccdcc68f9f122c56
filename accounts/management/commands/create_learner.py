from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from accounts.services import create_learner


class Command(BaseCommand):
    help = "Create a learner with a verified e-mail address, or set the password of one. Harmless twice."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--password", required=True)
        parser.add_argument("--staff", action="store_true", help="may enter the admin, in the Instructors group")

    def handle(self, *, email: str, password: str, staff: bool, **options) -> None:
        try:
            validate_email(email)
        except ValidationError:
            raise CommandError(f"{email!r} is not an e-mail address.") from None
        if not password:
            raise CommandError("--password must not be empty.")
        user = create_learner(email=email, password=password, is_instructor=staff)
        self.stdout.write(f"{user.email} can sign in.")
