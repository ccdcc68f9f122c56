from dataclasses import replace

import pytest

from courses.advice import together
from tests.courses.advice.test_quiz import question

SENTENCE = "她把三页招聘启事逐行读完才发现少看了一条"


def said_of(*lessons, drafts=()) -> list[str]:
    return [str(problem) for problem in together.advise(tuple(lessons), drafts=tuple(drafts))]


def test_a_sentence_said_in_two_lessons_is_named_in_the_second(lessons):
    first, second = lessons({"body": f"一。{SENTENCE}。", "practice": [], "quiz": [], "minutes": 50}, {})
    bare = replace(second.document, body=f"> - {SENTENCE[:5]}**{SENTENCE[5:]}**！", practice=(), quiz=(), day=7)
    assert said_of(first, replace(second, document=bare, body_line=9)) == [
        f"2.md:9: body: 「{SENTENCE}」在 s1-001 里也有；各课的话各写各的"
    ]


def short(lessons, *bodies: str):
    return lessons(*({"body": body, "practice": [], "quiz": [], "day": n} for n, body in enumerate(bodies, start=1)))


def test_a_lesson_may_repeat_itself(lessons):
    assert said_of(*short(lessons, f"{SENTENCE}。{SENTENCE}。", "别的。")) == []


def test_short_sentences_may_meet(lessons):
    assert said_of(*short(lessons, "先做一遍再往下读。", "先做一遍再往下读。")) == []


def test_headings_code_and_declared_labels_may_meet(lessons):
    body = f"## {SENTENCE}\n\n```text\n{SENTENCE}\n```\n\n由课程作者编写，不是模型的原始输出，只用来示范。"
    assert said_of(*short(lessons, body, body)) == []


def test_the_reason_of_an_option_repeated_in_a_body_is_named(lessons):
    asked = question(1, (8, 9, 8))
    asked["options"][1]["why"] = SENTENCE
    first, second = short(lessons, f"{SENTENCE}。", "别的。")
    [with_quiz] = lessons({"quiz": [asked], "practice": [], "day": 2, "body": "别的。"})
    second = replace(with_quiz, path="2.md", document=replace(with_quiz.document, id="s1-002", order=2))
    [said] = said_of(first, second)
    assert ": quiz.q1.options.2.why: " in said


def test_a_day_has_its_minutes(lessons):
    asked = {"practice": [], "quiz": [], "body": "", "day": 3}
    found = said_of(*lessons({**asked, "minutes": 55}, {**asked, "minutes": 40}, {**asked, "minutes": 20}))
    assert len(found) == 1
    assert found[0].startswith("1.md:") and found[0].endswith(
        "minutes: 第 3 天一共 115 分钟（s1-001 55、s1-002 40、s1-003 20）；一天要有 40 到 110 分钟"
    )


def test_a_day_that_is_still_being_written_is_not_counted(lessons):
    asked = {"practice": [], "quiz": [], "body": "", "day": 3, "minutes": 20}
    ready, draft = lessons(asked, asked)
    assert said_of(ready, drafts=[draft]) == []


def quizzes(lessons, *singles: dict):
    fields = {"practice": [], "body": ""}
    chunks = [singles[start : start + 5] for start in range(0, len(singles), 5)]
    return lessons(*({**fields, "day": day, "quiz": list(chunk)} for day, chunk in enumerate(chunks, start=1)))


def test_over_the_set_the_right_option_is_the_longest_no_more_than_by_chance(lessons):
    singles = [question(n % 5 + 1, (9, 8, 8) if n < 4 else (8, 9, 8), right=0) for n in range(10)]
    balanced = [
        {**one, "options": one["options"][-(n % 3) :] + one["options"][: -(n % 3)]} for n, one in enumerate(singles)
    ]
    assert said_of(*quizzes(lessons, *balanced)) == [
        "course.md:1: quiz: 10 道单选里有 4 道的正确选项最长，碰运气是 3 道；"
        "改短几道：s1-001 q1、s1-001 q2、s1-001 q3、s1-001 q4"
    ]


def test_over_the_set_every_place_is_used_alike(lessons):
    singles = [question(n % 5 + 1, (8, 9, 8), right=0 if n < 7 else 2) for n in range(10)]
    assert said_of(*quizzes(lessons, *singles)) == [
        "course.md:1: quiz: 10 道单选里，正确选项有 7 道在第 1 个，碰运气是 3 道；换换位置",
        "course.md:1: quiz: 10 道单选里，正确选项有 0 道在第 2 个，碰运气是 3 道；换换位置",
    ]


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ([True] * 4 + [False] * 6, ""),
        ([True] * 3 + [False] * 7, "10 道判断题里只有 3 道答「对」，至少三分之一；把几句话改成相反的说法"),
        ([True] * 8 + [False] * 2, "10 道判断题里只有 2 道答「错」，至少三分之一；把几句话改成相反的说法"),
        ([False] * 9, ""),
    ],
)
def test_who_always_guesses_the_same_does_not_do_well(answers, said, lessons):
    judged = {"type": "true-false", "options": []}
    asked = [question(n % 5 + 1, (8, 9, 8), answer=answer, **judged) for n, answer in enumerate(answers)]
    assert said_of(*quizzes(lessons, *asked)) == ([f"course.md:1: quiz: {said}"] if said else [])


def test_of_a_few_questions_chance_says_nothing(lessons):
    assert said_of(*quizzes(lessons, *[question(n, (9, 8, 8)) for n in range(1, 6)])) == []
