import sys

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from privacy.services import erase_person


class Command(BaseCommand):
    help = "Erase a person and everything that is theirs, for good."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, *, email: str, yes: bool, **options) -> None:
        user = User.objects.filter(email=email.strip().lower()).first()
        if user is None:
            raise CommandError(f"Nobody has the address {email}.")
        # A script has nobody to ask; whoever wrote it named the address already.
        if not yes and sys.stdin.isatty() and not self._is_sure(user):
            raise CommandError("Nothing was erased.")
        erase_person(user=user)
        self.stdout.write(f"{user.email} is erased.")

    def _is_sure(self, user: User) -> bool:
        typed = input(f"Erase {user.email} for good? Type the address again: ")
        return typed.strip().lower() == user.email
