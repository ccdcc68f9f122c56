import pytest

from practice.grading import checks


def ok(rules, text, **facts):
    return [(check["id"], check["ok"]) for check in checks.run(rules, text=text, **facts)]


@pytest.mark.parametrize(("text", "passes"), [("一二三四五", True), ("一 二\n三　四", False), ("", False)])
def test_white_space_does_not_count(text, passes):
    assert ok({"min_chars": 5}, text) == [("min_chars", passes)]


def test_too_much_is_too_much():
    assert ok({"max_chars": 3}, "一二三四") == [("max_chars", False)]


def test_a_refusal_says_how_much_is_missing():
    [check] = checks.run({"min_chars": 150}, text="太短")
    assert "2" in check["message"] and "150" in check["message"]


@pytest.mark.parametrize(
    "text", ["打 13812345678 找我", "138 1234 5678", "138-1234-5678", "+86 13812345678", "电话１３８１２３４５６７８"]
)
def test_a_phone_number_is_found(text):
    assert ok({"forbid": ["phone"]}, text) == [("phone", False)]


@pytest.mark.parametrize("text", ["热线 12356", "房贷 2800 元", "订单 2023138123456789", "11000000000"])
def test_other_numbers_are_no_phone_numbers(text):
    assert ok({"forbid": ["phone"]}, text) == [("phone", True)]


def test_an_id_number_is_found():
    assert ok({"forbid": ["id_number"]}, "证件 11010519491231002X 号") == [("id_number", False)]


def test_an_id_number_is_no_phone_number():
    assert ok({"forbid": ["phone", "id_number"]}, "110105194912310021") == [("phone", True), ("id_number", False)]


def test_turns_of_a_chain_are_counted_for_us():
    assert ok({"min_turns": 5}, "", turns=4) == [("min_turns", False)]


def test_turns_of_a_pasted_conversation_begin_with_me():
    assert ok({"min_turns": 2}, "我：你好\n顾问：请说\n 我: 好的") == [("min_turns", True)]


@pytest.mark.parametrize(
    "table", ["| 镜号 | 画面 | 时长 |\n|---|---|---|", "镜号\t画面", "镜号,画面", "标题\n镜号，画面"]
)
def test_columns_of_a_table_are_found(table):
    assert ok({"columns": ["镜号", "画面"]}, table) == [("columns", True)]


def test_a_missing_column_is_named():
    [check] = checks.run({"columns": ["镜号", "画面"]}, text="| 镜号 | 时长 |")
    assert not check["ok"] and "画面" in check["message"] and "镜号" not in check["message"]


def test_without_rules_nothing_is_checked():
    assert ok({}, "任何话") == []
