import pytest

from courses import gates
from courses.shapes import Checks, Turn


@pytest.mark.parametrize(
    ("checks", "example", "failed"),
    [
        ({"min_chars": 3}, "一 二", ["min_chars"]),
        ({"max_chars": 3}, "一二三四", ["max_chars"]),
        ({"forbid": ["phone", "id_number"]}, "打 13812345678", ["phone"]),
        ({"forbid": ["id_number"]}, "11010519491231002X", ["id_number"]),
        ({"columns": ["镜号", "画面"]}, "| 镜号 | 时长 |", ["columns"]),
        ({"columns": ["镜号", "画面"]}, "| 画面 | 镜号 |", []),
        ({"min_turns": 2}, "我：一\n它：二\n我：三", []),
        ({"min_turns": 2}, "我：一\n它：二", ["min_turns"]),
        ({"min_chars": 1, "max_chars": 9, "min_turns": 1, "forbid": ["phone"]}, "我：好", []),
    ],
)
def test_a_gate_that_does_not_open_is_named(checks, example, failed):
    assert list(gates.failed(Checks(**checks), example)) == failed


def conversation(*texts: str) -> tuple[Turn, ...]:
    return tuple(Turn(by="learner" if place % 2 == 0 else "model", text=text) for place, text in enumerate(texts))


def test_of_a_conversation_only_the_learners_words_count():
    example = conversation("一二", "三四五六七八", "三")
    assert list(gates.failed(Checks(max_chars=3, min_turns=2), example)) == []


def test_of_a_conversation_every_message_of_the_learner_is_a_turn():
    assert list(gates.failed(Checks(min_turns=3), conversation("一", "二", "三"))) == ["min_turns"]


def test_a_number_the_model_wrote_is_not_the_learners():
    assert list(gates.failed(Checks(forbid=["phone"]), conversation("好", "13812345678"))) == []
