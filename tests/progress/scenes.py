"""The whole syllabus as facts, for the tests of the pure modules."""

from dataclasses import replace
from datetime import date

from progress.schedule import LessonFact, StageFact

STAGES = tuple(
    StageFact(number, days, has_floor=number == 5) for number, days in ((1, 30), (2, 30), (3, 30), (4, 20), (5, 45))
)
START = date(2026, 11, 2)  # a Monday

# How many lessons stand on each day of a stage, day 1 first, as in the syllabus of this course.
_ON_EACH_DAY = (
    "322222232222222322222232222222",
    "211121112111211112111211121111",
    "111011101110110111011101110110",
    "10101010101010101010",
    "101001001001001010010010010010100100100100100",
)


def syllabus() -> list[LessonFact]:
    return [
        LessonFact(key=f"s{stage.number}-{place:03}", stage=stage, day=day, minutes=20 + 5 * (place % 5))
        for stage, counts in zip(STAGES, _ON_EACH_DAY, strict=True)
        for place, day in enumerate(
            (day for day, count in enumerate(counts, start=1) for _ in range(int(count))), start=1
        )
    ]


def done(lessons: list[LessonFact], finished: dict[str, date]) -> list[LessonFact]:
    return [replace(lesson, done_on=finished.get(lesson.key)) for lesson in lessons]
