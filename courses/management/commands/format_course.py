import sys
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandParser

from courses import canonical, document
from courses.folder import READERS, File, files_in
from courses.problems import DocumentError, Problem


class Command(BaseCommand):
    help = "Write the files of a course in their canonical form; with --check only name those that differ."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("directory", type=Path)
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, directory: Path, check: bool, **options: Any) -> None:
        try:
            files = files_in(directory)
        except DocumentError as error:
            self._stop(error.problems)
        problems: list[Problem] = []
        different: list[str] = []
        for file in files:
            try:
                text = formatted(file)
            except DocumentError as error:
                problems += error.problems
                continue
            if text.encode() != file.raw:
                different.append(file.path)
                if not check:
                    _replace(directory / file.path, text)
        for path in different:
            self.stdout.write(f"{path}: 格式不统一；运行 format_course" if check else f"{path}: 已改写")
        if problems:
            self._stop(problems)
        if check and different:
            sys.exit(1)

    def _stop(self, problems: list[Problem]) -> NoReturn:
        self.stderr.write("\n".join(str(problem) for problem in problems))
        sys.exit(1)


def formatted(file: File) -> str:
    """The canonical text of a file; figures and code stay as they are. Raises DocumentError."""
    text = document.decode(file.raw, path=file.path)
    return canonical.write(READERS[file.kind](text, path=file.path).document) if file.kind in READERS else text


def _replace(path: Path, text: str) -> None:
    """In one step, so that a crash leaves either text whole."""
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(text.encode())
    beside.replace(path)
