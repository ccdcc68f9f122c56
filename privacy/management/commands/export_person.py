import shutil
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from privacy.services import export_person


class Command(BaseCommand):
    help = "Write everything we keep of a person into a zip archive."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("file", nargs="?", type=Path, help="default: EMAIL.zip in this folder")

    def handle(self, *, email: str, file: Path | None, **options) -> None:
        user = User.objects.filter(email=email.strip().lower()).first()
        if user is None:
            raise CommandError(f"Nobody has the address {email}.")
        target = file or Path(f"{user.email}.zip")
        try:
            with export_person(user=user) as archive, target.open("xb") as out:
                shutil.copyfileobj(archive, out)
        except FileExistsError:
            raise CommandError(f"{target} exists already; name another file.") from None
        except OSError as failure:
            raise CommandError(f"{target} cannot be written: {failure.strerror}.") from failure
        target.chmod(0o600)
        self.stdout.write(f"{target} ({target.stat().st_size:,} bytes)")
