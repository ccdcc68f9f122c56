"""The model lesson, and what is advised about it when it is changed."""

from dataclasses import replace

import pytest

from courses import advice, document, rules
from courses.folder import read_folder
from courses.shapes import LessonDocument
from tests.courses.course_files import CONTENT, READY_LESSON


@pytest.fixture(scope="session")
def text() -> str:
    return READY_LESSON.read_text()


@pytest.fixture(scope="session")
def around(text):
    """Every hotline is verified, so that only what a test changes is advised on."""
    found = rules.around(read_folder(CONTENT), document.read_lesson(text).document)
    return replace(found, unverified=frozenset())


@pytest.fixture
def said_of(around):
    """What is advised, one line for each; `around` may be another."""

    def said_of(text: str, around=around) -> str:
        return "\n".join(map(str, advice.of_lesson(document.read_lesson(text, path="a.md"), around)))

    return said_of


@pytest.fixture
def changed(text, said_of):
    """What is advised once `old` stands as `new` in the model lesson."""

    def changed(old: str, new: str, **facts) -> str:
        assert old in text
        return said_of(text.replace(old, new), **facts)

    return changed


@pytest.fixture
def lessons(text):
    """The model lesson several times over, each with fields of its own."""

    def lessons(*fields: dict):
        original = document.read_lesson(text, path="1.md")
        return tuple(
            replace(original, path=f"{number}.md", document=_with(original.document, number, values))
            for number, values in enumerate(fields, start=1)
        )

    return lessons


def _with(lesson: LessonDocument, number: int, values: dict) -> LessonDocument:
    data = document.to_json(lesson) | {"id": f"s1-{number:03}", "order": number} | values
    return document.from_json(LessonDocument, data)
