"""A lesson with a picture task, and the site that can draw it."""

from courses.models import Exercise, Lesson
from tests.practice import scene

STOVE = "一把掉了漆的蓝色搪瓷水壶，放在灶台边，清晨的光，水彩"
PAINT = {
    "id": "p1",
    "title": "画一把水壶",
    "mode": "image",
    "grade": "prompt",
    "pass": 70,
    "image": {"size": "1024x1024", "count": 2, "vary": "光线"},
    "instructions": "画一样你家里的东西。\n",
    "variables": [{"name": "thing", "label": "什么东西", "default": "一把蓝色水壶", "max_chars": 60}],
    "starter": "{{thing}}，清晨的光，水彩\n",
    "checks": {"min_chars": 10},
    "rubric": scene.RUBRIC,
}


def make_lesson() -> Lesson:
    return scene.make_lesson(tasks=[PAINT, scene.REWRITE | {"id": "p2"}])


def task_of(lesson: Lesson) -> Exercise:
    return Exercise.objects.select_related("lesson__published").get(lesson=lesson, key="p1")
