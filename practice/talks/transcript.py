"""A conversation as its judge reads it: who said what, whether it was held here or pasted from elsewhere."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

LEARNER: Literal["learner"] = "learner"
MODEL: Literal["model"] = "model"

_LABEL = re.compile(r"[ \t]*(?P<name>[^\s:：，。？！,.?!「」]{1,12})[ \t]*[:：][ \t]*")
_OWN = "我"
# How people label a model's lines. Any other name counts, too, when it begins more than one line.
_KNOWN = {"模型", "ai", "助手", "对方", "它", "机器人", "gpt", "chatgpt", "deepseek", "kimi", "豆包", "通义", "千问"}
_KNOWN |= {"文心", "文心一言", "智谱", "清言", "元宝", "claude", "gemini", "assistant"}


@dataclass(frozen=True)
class Said:
    by: Literal["learner", "model"]
    text: str


def held_here(turns: Iterable[tuple[str, str]]) -> list[Said]:
    """From prompts and their answers. What was never answered stays a turn of the learner's."""
    spoken = [said for prompt, reply in turns for said in (Said(LEARNER, prompt), Said(MODEL, reply))]
    return [said for said in spoken if said.text.strip()]


def pasted(text: str) -> list[Said]:
    """From lines that begin with 我： and with the other's name.

    Where nobody else is named, only the very lines that begin with 我： are taken for the learner's words;
    a text without any is theirs as a whole.
    """
    lines = text.splitlines()
    names = [_name(line) for line in lines]
    if _OWN not in names:
        return [Said(LEARNER, text)] if text.strip() else []
    others = _others(names)
    said: list[Said] = []
    by: Literal["learner", "model"] = MODEL
    for line, name in zip(lines, names, strict=True):
        is_start = name == _OWN or name in others
        if is_start:
            by = LEARNER if name == _OWN else MODEL
            line = _LABEL.sub("", line, count=1)
        elif not others and by == LEARNER:
            by, is_start = MODEL, True
        if is_start or not said:
            said.append(Said(by, line))
        else:
            said[-1] = Said(by, f"{said[-1].text}\n{line}")
    return [Said(each.by, each.text.strip()) for each in said if each.text.strip()]


def own_words(said: Sequence[Said]) -> str:
    """All that the learner said: what a quote for the rubric has to stand in."""
    return "\n\n".join(each.text for each in said if each.by == LEARNER)


def all_words(said: Sequence[Said]) -> str:
    return "\n\n".join(each.text for each in said)


def _name(line: str) -> str:
    found = _LABEL.match(line)
    return found["name"].lower() if found else ""


def _others(names: Sequence[str]) -> set[str]:
    counts = Counter(name for name in names if name not in {"", _OWN})
    return {name for name, count in counts.items() if name in _KNOWN or count > 1}
