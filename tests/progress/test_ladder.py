"""One table of what each rung of the ladder asks for, and its edges."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from progress.ladder import Course, Reached, Rung, needed, reached
from progress.schedule import LessonFact, StageFact

START = date(2026, 3, 1)
COUNTS = {1: 64, 2: 37, 3: 22, 4: 10, 5: 16}
STAGES = {number: StageFact(number, days=30, has_floor=number == 5) for number in COUNTS}
LESSONS = [
    LessonFact(f"s{number}-{place:03}", STAGES[number], day=1)
    for number, count in COUNTS.items()
    for place in range(1, count + 1)
]
PROJECTS = frozenset(lesson.key for lesson in LESSONS if lesson.stage.number == 5)
FAR = START + timedelta(days=2000)


def course(done: int, *, per_day: int = 10, floors=None, projects=PROJECTS) -> Course:
    """The first `done` lessons finished, `per_day` a day from the start on."""
    lessons = [
        replace(lesson, done_on=START + timedelta(days=place // per_day) if place < done else None)
        for place, lesson in enumerate(LESSONS)
    ]
    return Course(lessons, projects, floors)


def rungs(found: list[Reached]) -> list[str]:
    return [step.rung.value for step in found]


@pytest.mark.parametrize(
    ("done", "per_day", "expected"),
    [
        (0, 10, []),
        (89, 10, []),
        (90, 10, ["starter"]),
        (100, 10, ["starter"]),
        (101, 10, ["starter", "ai-kid"]),
        (104, 10, ["starter", "ai-kid"]),
        (105, 10, ["starter", "qualified", "ai-kid"]),
        (148, 10, ["starter", "qualified", "ai-kid"]),
        (149, 10, ["starter", "qualified", "ai-kid", "prodigy", "graduate"]),  # 149 in 15 days
        (149, 9, ["starter", "qualified", "ai-kid", "graduate"]),  # in 17
    ],
)
def test_each_rung_asks_for_its_lessons(done, per_day, expected):
    assert rungs(reached(course(done, per_day=per_day), starts_on=START, today=FAR)) == expected


@pytest.mark.parametrize(("share", "total", "lessons"), [(60, 149, 90), (70, 149, 105), (60, 5, 3), (70, 10, 7)])
def test_a_share_is_rounded_up(share, total, lessons):
    assert needed(share, total) == lessons


def test_a_rung_is_dated_by_the_lesson_that_reached_it():
    starter = reached(course(149), starts_on=START, today=FAR)[0]
    assert (starter.on, starter.days) == (START + timedelta(days=8), 9)


def test_the_fifteenth_day_is_within_fifteen_days_and_the_sixteenth_is_not():
    within = [
        Rung.PRODIGY in [step.rung for step in reached(course(149), starts_on=begun, today=FAR)]
        for begun in (START, START - timedelta(days=1))
    ]
    assert within == [True, False]


def test_who_began_before_the_planned_start_counts_from_the_first_lesson():
    found = reached(course(149), starts_on=START + timedelta(days=30), today=FAR)
    assert found[0].days == 9


def test_the_floor_of_a_stage_holds_graduation_back_but_not_the_prodigy():
    floor = START + timedelta(days=44)
    quick = course(149, floors={5: floor})
    assert rungs(reached(quick, starts_on=START, today=floor - timedelta(days=1)))[-1] == "prodigy"
    assert reached(quick, starts_on=START, today=floor)[-1] == Reached(Rung.GRADUATE, floor, 45)


def test_without_a_project_nobody_graduates():
    assert "graduate" not in rungs(reached(course(149, projects=frozenset()), starts_on=START, today=FAR))


def test_a_course_of_fewer_stages_graduates_nobody():
    short = Course([replace(lesson, done_on=START) for lesson in LESSONS if lesson.stage.number < 5], PROJECTS)
    assert "graduate" not in rungs(reached(short, starts_on=START, today=FAR))


def test_the_stages_of_the_ai_kid_may_be_done_in_any_order():
    first_two = [replace(lesson, done_on=START) for lesson in LESSONS if lesson.stage.number < 3]
    rest = [lesson for lesson in LESSONS if lesson.stage.number >= 3]
    assert "ai-kid" in rungs(reached(Course([*rest, *first_two]), starts_on=START, today=FAR))


def test_a_day_that_has_not_come_reaches_nothing():
    assert reached(course(149), starts_on=START, today=START - timedelta(days=1)) == []


def test_an_empty_course_has_no_ladder():
    assert reached(Course([]), starts_on=START, today=FAR) == []
