"""Every example of every lesson, held against the checks that a learner's hand-in meets."""

import pytest

from courses import document, gates
from courses.document import to_json
from courses.problems import DocumentError
from courses.shapes import Example, Task
from practice.grading import checks
from tests.courses.course_files import CONTENT


def checked_tasks() -> dict[str, Task]:
    """Lesson and task → the task, of every ready lesson that can be read; the others are named by other tests."""
    found: dict[str, Task] = {}
    for path in sorted(CONTENT.glob("stage-*/[0-9]*.md")):
        try:
            lesson = document.read_lesson(path.read_text(), path=path.name).document
        except (DocumentError, UnicodeDecodeError):
            continue
        if lesson.status != "draft":
            found |= {f"{lesson.id}-{task.id}": task for task in lesson.practice if task.checks and task.good_example}
    return found


def refused_by(task: Task, example: Example) -> list[str]:
    turns = None if isinstance(example, str) else gates.turns_of(example)
    results = checks.run(to_json(task.checks), text=gates.learners_words(example), turns=turns)
    return [check["id"] for check in results if not check["ok"]]


TASKS = checked_tasks()
REFUSED = {
    f"{name}-{'-'.join(refused)}": task
    for name, task in TASKS.items()
    if task.lazy_example and (refused := refused_by(task, task.lazy_example))
}


@pytest.mark.parametrize("name", TASKS)
def test_a_good_example_passes_every_check(name):
    assert refused_by(TASKS[name], TASKS[name].good_example) == []


@pytest.mark.parametrize("name", REFUSED)
def test_a_lazy_example_that_a_check_refuses_is_known_to_the_loader_too(name):
    """The names say which check; the other lazy examples are left to the rubric."""
    task = REFUSED[name]
    assert list(gates.failed(task.checks, task.lazy_example)) == refused_by(task, task.lazy_example)


@pytest.mark.parametrize("name", TASKS)
def test_a_lazy_example_is_not_the_good_one(name):
    task = TASKS[name]
    assert gates.learners_words(task.lazy_example).split() != gates.learners_words(task.good_example).split()
