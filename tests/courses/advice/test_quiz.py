from dataclasses import replace

import pytest

from courses import advice, rules


def question(number: int, lengths: tuple[int, ...], right: int = 0, **fields) -> dict:
    options = [{"text": "选" * length, "why": "因为。"} for length in lengths]
    options[right]["correct"] = True
    return {
        "id": f"q{number}",
        "type": "single",
        "objective": "o1",
        "question": "小林先做哪一步？",
        "options": options,
        "explanation": "看标准。",
        "anchor": "limits",
        **fields,
    }


@pytest.fixture
def said_of_quiz(lessons):
    def said_of_quiz(*quiz: dict) -> str:
        [source] = lessons({"quiz": list(quiz)})
        found = advice.quiz.advise(replace(source, lines={}))
        return "\n".join(f"{problem.field}: {problem.mend}" for problem in found)

    return said_of_quiz


def test_balanced_questions_need_no_advice(said_of_quiz):
    assert said_of_quiz(question(1, (9, 8, 8), right=0), question(2, (8, 9, 8), right=2)) == ""


def test_the_right_option_is_the_longest_at_most_half_of_the_time(said_of_quiz):
    quiz = [question(1, (9, 8, 8)), question(2, (8, 9, 8), right=1), question(3, (8, 9, 8), right=2)]
    assert said_of_quiz(*quiz) == ("quiz: 3 道单选里，q1、q2 的正确选项最长；最多一半，删短它或写足错的选项")


def test_an_option_as_long_as_the_right_one_hides_it(said_of_quiz):
    assert said_of_quiz(question(1, (9, 9, 8)), question(2, (8, 9, 9), right=1)) == ""


def test_the_right_option_changes_its_place(said_of_quiz):
    quiz = [question(1, (8, 9, 8), right=2), question(2, (8, 9, 8), right=2)]
    assert said_of_quiz(*quiz) == "quiz: 单选的正确选项都在第 3 个；换换位置"


@pytest.mark.parametrize(("lengths", "differ"), [((20, 10, 12), False), ((21, 10, 12), True), ((9, 3, 4), False)])
def test_the_options_of_a_single_are_of_like_length(lengths, differ, said_of_quiz):
    said = said_of_quiz(question(1, lengths, right=2))
    assert ("长短差太多" in said) is differ


def test_one_question_may_ask_for_memory_alone(said_of_quiz):
    recall = "什么是词元？"
    assert said_of_quiz(question(1, (8, 9, 8), question=recall), question(2, (8, 9, 8), right=2)) == ""
    two = [question(1, (8, 9, 8), question=recall), question(2, (8, 9, 8), right=2, question=recall)]
    assert said_of_quiz(*two) == "quiz: q1、q2 像是只考记性；最多一题，其他改成小情境"


@pytest.mark.parametrize(
    ("words", "right", "said"),
    [
        ("以上都对", False, "不用「以上都」这样的选项"),
        ("它绝对不会错的", False, "错的选项里有「绝对」"),
        ("它绝对不会错的", True, ""),
        ("不一定会错的吧", False, ""),
        ("有一定的参考价值", False, ""),
        ("写上「绝对不要」", False, ""),
    ],
)
def test_an_option_that_gives_itself_away_is_named(words, right, said, said_of_quiz):
    asked = question(1, (8, 8, 8))
    asked["options"][0 if right else 1]["text"] = words
    found = said_of_quiz(asked)
    assert said in found if said else found == ""


def test_a_question_is_not_asked_the_wrong_way_round(said_of_quiz):
    assert said_of_quiz(question(1, (8, 9, 8), question="下面说法错误的是？")) == (
        "quiz.q1.question: 不反着问；问哪一个对，或者问该怎么做"
    )


def test_one_question_is_about_limits(said_of_quiz):
    quiz = [question(1, (8, 9, 8), anchor="core-idea"), question(2, (8, 9, 8), right=2, anchor="role-card")]
    assert said_of_quiz(*quiz) == "quiz: 至少一题问边界或安全（anchor 在 limits 或 pitfalls 一节里）"


def test_the_rules_themselves_do_not_refuse_any_of_this(lessons, around):
    [source] = lessons({"quiz": [question(n, (20, 5, 5), review=n == 1) for n in range(1, 5)]})
    assert not [problem for problem in rules.check_lesson(source, around) if problem.field.startswith("quiz")]
