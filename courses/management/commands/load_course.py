import re
import sys
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandParser

from courses import advice, rules
from courses.folder import files_in, sift
from courses.management.tables import needing_tables
from courses.problems import DocumentError
from courses.services import LoadReport, Take, load

WRONG, UNDECIDED = 1, 2  # exit codes
LESSON_KEY = re.compile(r"s[1-9]-\d{3}")
FEW = 12  # names after a count; -v 2 shows them all


class Command(BaseCommand):
    help = "Bring the files of a course into the database and merge them with what was edited on the site."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("directory", type=Path)
        parser.add_argument("--check", action="store_true", help="only read and judge the files; no database")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and change nothing")
        parser.add_argument(
            "--take", nargs=2, metavar=("file|site", "ID"), help="decide a conflict: whose words stand for this ID"
        )

    def handle(self, *args: Any, directory: Path, check: bool, dry_run: bool, take: Any, **options: Any) -> None:
        if take and take[0] not in ("file", "site"):
            self._stop([f"--take: 先写 file 或 site，再写编号；这里写的是 {take[0]}"])
        try:
            if check:
                self._check(directory)
                return
            with needing_tables():
                report = load(folder=directory, take=Take(*take) if take else None, dry_run=dry_run)
        except DocumentError as error:
            self._stop([str(problem) for problem in error.problems])
        self._tell(report, names=10_000 if options["verbosity"] > 1 else FEW)
        if report.conflicts:
            self._tell_how_to_settle(report, directory, dry_run=dry_run)
            sys.exit(UNDECIDED)

    def _check(self, directory: Path) -> None:
        """Errors, then warnings. With a file that cannot be read, the rest is still advised on, but not judged."""
        found, errors = sift(files_in(directory))
        if found and not errors:
            errors = rules.check_folder(found)
        warnings = advice.of_folder(found) if found else []
        if errors:
            self.stderr.write(str(DocumentError(errors)))
        for warning in warnings:
            self.stdout.write(str(warning))
        self.stdout.write(f"errors: {len(errors)}, warnings: {len(warnings)}")
        if errors:
            sys.exit(WRONG)

    def _stop(self, lines: list[str]) -> NoReturn:
        self.stderr.write("\n".join(lines))
        sys.exit(WRONG)

    def _tell(self, report: LoadReport, *, names: int) -> None:
        for name in ("created", "updated", "merged", "kept", "withdrawn"):
            entries = getattr(report, name)
            shown = entries[:names] + ["…"] * (len(entries) > names)
            self.stdout.write(f"{name}: {len(entries)}" + (f" ({' '.join(shown)})" if shown else ""))
        self.stdout.write(f"conflicts: {len(report.conflicts)}")
        for key, places in report.conflicts.items():
            self.stdout.write(f"  {key}: {', '.join(places)}")

    def _tell_how_to_settle(self, report: LoadReport, directory: Path, *, dry_run: bool) -> None:
        """Only the conflicts of lessons are kept for the admin, and only by a load that is not a rehearsal."""
        keys = list(report.conflicts)
        lessons = [key for key in keys if LESSON_KEY.fullmatch(key)]
        if lessons and dry_run:
            self.stdout.write("这次只是试演；真正载入以后，课的冲突会列在管理后台的「冲突」里")
        elif lessons:
            self.stdout.write(f"在管理后台的「冲突」里逐处决定：{' '.join(lessons)}")
        self.stdout.write(f"或者整份用一边的：load_course {directory} --take file {keys[0]}（用网站的就写 site）")
