"""A stage that is finished stays finished: every lesson ready, and nothing a machine could still advise."""

import pytest

from courses import advice, folder
from tests.courses.course_files import CONTENT

FINISHED = {1: 64, 2: 37, 3: 22, 4: 10, 5: 16}


@pytest.fixture(scope="module")
def course():
    return folder.read_files(folder.files_in(CONTENT))


@pytest.mark.parametrize("stage", FINISHED)
def test_every_lesson_of_a_finished_stage_is_ready(course, stage):
    lessons = [source.document for source in course.lessons if source.document.stage == stage]
    assert [lesson.id for lesson in lessons if lesson.status == "draft"] == []
    assert len(lessons) == FINISHED[stage]


@pytest.mark.parametrize("stage", FINISHED)
def test_a_finished_stage_gives_no_warning(course, stage):
    warnings = [str(warning) for warning in advice.of_folder(course)]
    assert [warning for warning in warnings if warning.startswith(f"stage-{stage}/")] == []


@pytest.mark.parametrize("stage", FINISHED)
def test_two_thirds_of_a_finished_stage_have_a_drawing(course, stage):
    lessons = [source.document.slug for source in course.lessons if source.document.stage == stage]
    drawn = {path.parent.name for path in CONTENT.glob(f"stage-{stage}/figures/*/*.svg")}
    assert len(drawn & set(lessons)) * 3 >= len(lessons) * 2
