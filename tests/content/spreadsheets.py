"""Running the scripts of the Excel lessons, and making and reading the workbooks they work on."""

import os
import subprocess
import sys
from pathlib import Path

from openpyxl import Workbook, load_workbook

STAGE = Path(__file__).parents[2] / "content/aigc/stage-1"


class Lesson:
    """The scripts of one lesson, run just as the learner runs them: in a folder of one's own."""

    def __init__(self, slug, folder):
        self.scripts = STAGE / "code" / slug
        [page] = STAGE.glob(f"*-{slug}.md")
        self.text = page.read_text(encoding="utf-8")
        self.folder = folder

    def run(self, script, *arguments):
        return subprocess.run(
            [sys.executable, str(self.scripts / script), *map(str, arguments)],
            cwd=self.folder,
            env=os.environ | {"PYTHONUTF8": "1"},
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )

    def book(self, name, *rows, sheet="Sheet"):
        book = Workbook()
        book.active.title = sheet
        for row in rows:
            book.active.append(row)
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        book.save(path)
        return path

    def rows(self, name, sheet=None):
        book = load_workbook(self.folder / name)
        return [list(row) for row in book[sheet or book.sheetnames[0]].iter_rows(values_only=True)]

    def files(self):
        """Every file of the folder, with what it holds."""
        return {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for path in self.folder.rglob("*")
            if path.is_file()
        }
