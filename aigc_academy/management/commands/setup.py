from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from accounts.services import create_first_instructor

_UNLOADED = "The course files were not loaded, for the reasons above; the site starts with what was loaded before."
_UNDECIDED = "Conflicts wait for your decision, see above; everything else was loaded."


class Command(BaseCommand):
    help = "Bring tables, static files and the course up to date; make the first instructor. Harmless twice."

    def handle(self, **options) -> None:
        settings.MEDIA_ROOT.mkdir(parents=True, exist_ok=True)
        call_command("migrate", verbosity=0)
        call_command("check", databases=["default"], tags=["providers"], verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        self.load_course()
        password = create_first_instructor()
        if password:
            self.stdout.write(f"First instructor: instructor@localhost  password: {password}")
            self.stdout.write("It is shown once and must be changed at the first sign-in.")

    def load_course(self) -> None:
        """Errors and conflicts in the files must not keep learners from the site as it stands."""
        try:
            call_command("load_course", str(settings.CONTENT_DIR / "aigc"))
        except SystemExit as stop:
            self.stderr.write(_UNLOADED if stop.code == 1 else _UNDECIDED)
        except CommandError as failure:
            self.stderr.write(f"{failure}\n{_UNLOADED}")
