"""Words the guide keeps out: hype, fear, the bait of an income, and models that will be gone before the lesson."""

import re
from collections.abc import Iterator

from courses.body_rules import text_lines
from courses.document import Source
from courses.problems import Problem
from courses.shapes import LessonDocument, Task
from courses.strict_yaml import Place

from . import prose

# 月入 only with a sum behind it: 上月入职 is no bait.
HYPE = re.compile(
    r"颠覆|神器|秒杀|吊打|炸裂|逆天|王炸|史诗级|无限可能|轻松月入|躺赚|躺着赚|暴富|财富自由|稳赚|包赚"
    r"|[日月年]入(?=过|上|破|[\d一二三四五六七八九十百千万数几])|再不学|时代淘汰|被 ?AI ?(?:取代|淘汰)"
)
MODELS = re.compile(
    r"GPT-?\d|ChatGPT|DeepSeek|Kimi|Claude|Gemini|Qwen|通义千问|(?<![黏粘])豆包|文心一言|GLM|Llama|Grok|Copilot",
    re.IGNORECASE,
)


def advise(source: Source[LessonDocument]) -> Iterator[Problem]:
    for number, text in text_lines(source.document.body):
        for word in _hype(text):
            yield source.problem_in_body(number, _mend(word))
    for place, text in prose.told(source.document):
        for word in _hype(text):
            yield source.problem(place, _mend(word))
    for position, task in enumerate(source.document.practice):
        for place, text in _sent_or_graded(task):
            if found := MODELS.search(text):
                mend = f"出现了「{found[0]}」；模型会退役，提示词和评分里不写它的名字"
                yield source.problem(("practice", position, *place), mend)


def _hype(text: str) -> list[str]:
    return HYPE.findall(prose.unquoted(text))


def _mend(word: str) -> str:
    return f"不用「{word}」这样的说法；换成具体的事，要当反例就放进「」里"


def _sent_or_graded(task: Task) -> Iterator[tuple[Place, str]]:
    for name in ("system", "starter"):
        yield (name,), getattr(task, name) or ""
    if task.starters:
        yield ("starters", "a"), task.starters.a
        yield ("starters", "b"), task.starters.b
    for position, row in enumerate(task.rubric):
        for name in ("criterion", "full", "half", "zero"):
            yield ("rubric", position, name), getattr(row, name)
