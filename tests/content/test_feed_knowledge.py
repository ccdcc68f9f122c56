"""The small retrieval of lesson s4-005, run just as its learner runs it."""

import re

import pytest

from tests.content.running import lesson_text, run_script, scripts_of

SLUG = "feed-knowledge"
SCRIPTS = scripts_of(SLUG)


def run(name, *arguments, cwd):
    return run_script(SCRIPTS / name, *arguments, cwd=cwd)


@pytest.fixture
def shop(tmp_path):
    run("make_practice.py", cwd=tmp_path)
    return tmp_path / "北坡资料"


def ask(question, shop):
    return run("ask.py", "手册.txt", "问答.csv", question, cwd=shop).stdout


def evaluate(shop):
    return run("evaluate.py", "手册.txt", "问答.csv", "考题.csv", cwd=shop).stdout


def test_a_question_of_the_table_gets_its_exact_answer_and_source(shop):
    assert ask("押金多少钱", shop).startswith("每套 500 元，还齐当场退。（出处：问答表，价目牌 2026-11-01")


def test_a_question_the_table_lacks_is_answered_from_the_handbook(shop):
    assert "出处：手册，雪板和雪鞋" in ask("雪鞋有几码", shop)


def test_a_question_nobody_wrote_down_is_refused(shop):
    assert ask("有没有儿童教练", shop).startswith("不知道，请找真人")


@pytest.mark.parametrize("question", ["", "嗯", "？？"])
def test_a_question_too_short_to_compare_is_refused(question, shop):
    assert ask(question, shop).startswith("不知道")


def test_an_empty_handbook_and_table_refuse_everything(shop):
    (shop / "手册.txt").write_text("", encoding="utf-8")
    (shop / "问答.csv").write_text("问题,答案,出处\n", encoding="utf-8")
    assert ask("押金多少钱", shop).startswith("不知道")


def test_a_missing_file_is_named(shop):
    answer = run("ask.py", "没有.txt", "问答.csv", "押金", cwd=shop)
    assert answer.returncode == 1
    assert "没有.txt" in answer.stderr


def test_a_table_without_its_first_line_is_explained(shop):
    (shop / "问答.csv").write_text("押金,500\n几点,5:00\n", encoding="utf-8")
    answer = run("ask.py", "手册.txt", "问答.csv", "押金", cwd=shop)
    assert answer.returncode == 1
    assert "缺少这一列：问题" in answer.stderr


def test_the_evaluation_finds_the_answer_that_should_have_been_a_refusal(shop):
    assert "该说不知道却答了｜租金多少钱" in evaluate(shop)


def test_a_new_row_mends_that_answer(shop):
    with (shop / "问答.csv").open("a", encoding="utf-8") as file:
        file.write("租金多少钱,单板一天 80 元。,价目牌 2026-11-01\n")
    assert "单板一天 80 元" in ask("租金多少钱", shop)


def test_the_prints_shown_in_the_lesson_are_the_prints_of_the_script(shop):
    lesson = lesson_text(SLUG)
    assert evaluate(shop).strip() in lesson


def test_practice_material_that_exists_is_not_touched(shop):
    (shop / "手册.txt").write_text("我自己的", encoding="utf-8")
    answer = run("make_practice.py", cwd=shop.parent)
    assert "已经有" in answer.stderr
    assert (shop / "手册.txt").read_text(encoding="utf-8") == "我自己的"


def test_the_prints_of_the_task_are_the_prints_of_the_script(tmp_path):
    (tmp_path / "问答.csv").write_text(
        "问题,答案,出处\n"
        "院里能停几辆车,4 辆，先到先停。,店主 2026-11-20\n"
        "几点退房,12:00 前。,店主 2026-11-20\n"
        "早餐几点开始,8:00 到 9:30。,店主 2026-11-20\n"
        "下山末班车几点,17:40。,车站时刻表 2026-11-21\n",
        encoding="utf-8",
    )
    (tmp_path / "手册.txt").write_text(
        "# 热水\n热水全天都有，先放 2 分钟冷水。\n\n"
        "# 空调\n空调遥控器在床头抽屉里。\n\n"
        "# 停车\n院内 4 个车位，满了停村口停车场，走路 6 分钟，不收费。\n",
        encoding="utf-8",
    )
    (tmp_path / "考题.csv").write_text(
        "问题,要有\n几点退房,12:00\n半夜有热水吗,全天\n院里能停几辆大巴,不知道\n送我下山多少钱,不知道\n",
        encoding="utf-8",
    )
    lesson = lesson_text(SLUG)
    assert all(line in lesson for line in evaluate(tmp_path).splitlines())


def test_the_good_example_run_through_the_script_answers_nothing_it_should_not(tmp_path):
    example = lesson_text(SLUG).split("good_example: |")[1].split("good_because:")[0]
    rows = re.findall(r"^ *\| (.+?) \| (.+?) \| (.+?) \|$", example, re.M)[2:]
    table = "".join(f"{question},{reply},{source}\n" for question, reply, source in rows)
    (tmp_path / "问答.csv").write_text("问题,答案,出处\n" + table, encoding="utf-8")
    chunks = re.findall(r"标题：(.+?)。正文：(.+?。)出处", example)
    (tmp_path / "手册.txt").write_text("\n\n".join(f"# {title}\n{body}" for title, body in chunks), encoding="utf-8")
    asked = re.findall(r"^ *\d+\. (.+?)｜(.+)$", example, re.M)
    (tmp_path / "考题.csv").write_text(
        "问题,要有\n" + "".join(f"{question},{wanted}\n" for question, wanted in asked),
        encoding="utf-8",
    )
    total = evaluate(tmp_path).splitlines()[-1]
    assert total == "合计：对 16，答错 0，有答案却没找到 4，该说不知道却答了 0"
