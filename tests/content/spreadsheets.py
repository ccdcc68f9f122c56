"""Running the scripts of the Excel lessons, and making and reading the workbooks they work on."""

from openpyxl import Workbook, load_workbook

from tests.content.running import lesson_text, run_script, scripts_of


class Lesson:
    """The scripts of one lesson, run just as the learner runs them: in a folder of one's own."""

    def __init__(self, slug, folder):
        self.scripts = scripts_of(slug)
        self.text = lesson_text(slug)
        self.folder = folder

    def run(self, script, *arguments):
        return run_script(self.scripts / script, *arguments, cwd=self.folder)

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
