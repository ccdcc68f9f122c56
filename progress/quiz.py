"""Answers to quiz questions, judged by the words of the published document. Pure."""

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _

Choice = list[int] | bool  # 0-based option numbers in order, or true / false


class UnreadableAnswer(ValueError):
    """The choice fits no option; the message tells the learner what to choose."""


@dataclass(frozen=True)
class Result:
    is_correct: bool
    whys: list[str]
    explanation: str
    anchor: str

    def as_json(self) -> dict[str, Any]:
        return {
            "correct": self.is_correct,
            "whys": self.whys,
            "explanation": self.explanation,
            "anchor": self.anchor,
        }


def words_of(document: dict[str, Any], key: str) -> dict[str, Any]:
    """Raises KeyError when the document has no such question."""
    for question in document.get("quiz") or ():
        if question["id"] == key:
            return question
    raise KeyError(key)


def fingerprint(words: dict[str, Any]) -> str:
    return sha256(json.dumps(words, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:16]


def read_choice(words: dict[str, Any], given: list[str]) -> Choice:
    if words["type"] == "true-false":
        return _read_true_or_false(given)
    if not given:
        raise UnreadableAnswer(_("先选一个答案再提交。"))
    if words["type"] == "single" and len(given) > 1:
        raise UnreadableAnswer(_("这道题只选一个。"))
    count = len(words["options"])
    numbers = {int(one) if one.isascii() and one.isdigit() and len(one) < 4 else count for one in given}
    if max(numbers) >= count:
        raise UnreadableAnswer(_("没有这个选项，请从列出的选项里选。"))
    return sorted(numbers)


def _read_true_or_false(given: list[str]) -> bool:
    if given not in (["true"], ["false"]):
        raise UnreadableAnswer(_("请选「对」或「不对」。"))
    return given == ["true"]


def right_choice(words: dict[str, Any]) -> Choice:
    if words["type"] == "true-false":
        return words["answer"]
    return [number for number, option in enumerate(words["options"]) if option.get("correct")]


def judge(words: dict[str, Any], choice: Choice) -> Result:
    return Result(
        is_correct=choice == right_choice(words),
        whys=[option["why"] for option in words.get("options") or ()],
        explanation=words["explanation"],
        anchor=words["anchor"],
    )
