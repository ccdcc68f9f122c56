"""Everything people read is said in English, too, and the compiled catalogue is the one that was written."""

import ast
import gettext
import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.conf import settings

ROOT = settings.BASE_DIR
CATALOGUE = Path("locale/en/LC_MESSAGES/django.po")
SOURCES = (
    "accounts", "aigc_academy", "courses", "credentials", "notes", "portfolio", "practice", "privacy", "progress",
    "reminders", "teaching", "templates", "locale",
)  # fmt: skip
ENTRY_PART = re.compile(r'^(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?) ((?:".*"\n?)+)', re.M)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|(?<!\{)\{\w+\}(?!\})")


@dataclass
class Message:
    msgid: str
    plural: str = ""
    is_fuzzy: bool = False
    forms: list[str] = field(default_factory=list)

    @property
    def is_translated(self) -> bool:
        return all(self.forms) and not self.is_fuzzy


def read(path: Path) -> list[Message]:
    """The messages of a .po file, without its header."""
    messages = []
    for entry in path.read_text(encoding="utf-8").split("\n\n"):
        parts = {name: "".join(map(ast.literal_eval, lines.splitlines())) for name, lines in ENTRY_PART.findall(entry)}
        if not parts.get("msgid"):
            continue
        msgid = f"{parts['msgctxt']}\x04{parts['msgid']}" if "msgctxt" in parts else parts["msgid"]
        is_fuzzy = re.search(r"^#,.*\bfuzzy\b", entry, re.M) is not None
        forms = [text for name, text in parts.items() if name.startswith("msgstr")]
        messages.append(Message(msgid, parts.get("msgid_plural", ""), is_fuzzy, forms))
    return messages


@pytest.fixture(scope="module")
def english() -> list[Message]:
    return read(ROOT / CATALOGUE)


def collect_messages(copy: Path) -> list[Message]:
    """What `make messages` would make of the catalogue now, tried out on a copy of the sources."""
    for name in SOURCES:
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "manage.py", copy)
    recipe = (ROOT / "Makefile").read_text().replace("\\\n", " ")
    options = re.search(r"manage\.py (makemessages .*)", recipe)[1]
    made = subprocess.run(
        [sys.executable, "manage.py", *shlex.split(options)],
        cwd=copy,
        env=os.environ | {"AIGC_DATA_DIR": str(copy / "var"), "DJANGO_SETTINGS_MODULE": "aigc_academy.settings"},
        check=False,
        capture_output=True,
        text=True,
    )
    assert made.returncode == 0, made.stderr
    return read(copy / CATALOGUE)


@pytest.mark.skipif(not shutil.which("xgettext"), reason="needs gettext (apt-get install gettext) to read the sources")
def test_everything_people_read_is_said_in_english(tmp_path):
    missing = [message.msgid for message in collect_messages(tmp_path) if not message.is_translated]
    assert not missing, "run `make messages`, translate these in locale/en, and run it again"


def test_no_translation_waits_for_a_second_look(english):
    assert [message.msgid for message in english if not message.is_translated] == []


@pytest.mark.parametrize("path", sorted(ROOT.glob("locale/**/*.po")), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_compiled_catalogue_is_the_one_that_was_written(path):
    with path.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)._catalog
    written: dict[str | tuple[str, int], str] = {}
    for message in read(path):
        keys = [(message.msgid, number) for number in range(len(message.forms))] if message.plural else [message.msgid]
        written |= dict(zip(keys, message.forms, strict=True))
    assert {key: text for key, text in compiled.items() if key} == written, "run `make messages` and commit the .mo"


def test_a_translation_keeps_the_placeholders(english):
    changed = [
        (message.msgid, text)
        for message in english
        for text in message.forms
        if set(PLACEHOLDER.findall(text)) != set(PLACEHOLDER.findall(message.msgid))
    ]
    assert changed == []


def test_a_message_that_counts_has_both_english_forms(english):
    assert [message.msgid for message in english if message.plural and len(message.forms) != 2] == []


@pytest.fixture
def visitor(client, course):
    """Somebody who has just pressed “English” at the foot of a page."""
    client.post("/language/", {"language": "en", "next": "/"})
    return client


@pytest.fixture
def english_amy(client, amy, sunday):
    client.force_login(amy)
    client.post("/account/", {"display_name": "Amy", "time_zone": "Asia/Shanghai", "language": "en"})
    return client


def test_a_visitor_switches_to_english(visitor):
    page = visitor.get("/").content.decode()
    assert '<html lang="en"' in page and "Course map" not in page and "Try a lesson, no sign-up" in page


def test_a_visitor_switches_back_to_chinese(visitor):
    visitor.post("/language/", {"language": "zh-hans", "next": "/"})
    assert "先试一课，不用注册" in visitor.get("/").content.decode()


def test_today_speaks_english(english_amy):
    page = english_amy.get("/today/").content.decode()
    assert "Sunday, November 22" in page and "On schedule" in page and "Today’s lessons" in page


def test_a_lesson_speaks_english_around_its_chinese_text(english_amy, lesson):
    page = english_amy.get(lesson.get_absolute_url()).content.decode()
    assert "Check my answer" in page and "Finished with this lesson?" in page and lesson.title in page


def test_the_plan_speaks_english(english_amy):
    page = english_amy.get("/plan/").content.decode()
    assert "Starts Nov 2, 2026" in page and "Study days of the week" in page


def test_english_tells_one_day_from_many(english_amy, amy):
    amy.enrollments.get().completions.order_by("-done_on").first().delete()
    assert "1 day behind plan" in english_amy.get("/today/").content.decode()
