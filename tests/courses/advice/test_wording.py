import pytest


@pytest.mark.parametrize("word", ["颠覆", "神器", "秒杀", "月入三万", "再不学", "躺赚"])
def test_hype_is_named(word, changed):
    assert f"body: 不用「{word.removesuffix('三万')}」这样的说法" in changed("每句话都没错", f"每句话都{word}")


@pytest.mark.parametrize("plain", ["去年入职", "每日入库", "本月入住"])
def test_everyday_words_are_no_hype(plain, changed):
    assert changed("每句话都没错", plain) == ""


@pytest.mark.parametrize("quoted", ["「神器」", "“神器”", "《神器》", "`神器`"])
def test_hype_may_be_quoted(quoted, changed):
    assert changed("每句话都没错", f"每句话都是{quoted}") == ""


@pytest.mark.parametrize(
    ("old", "field"),
    [
        ("\nsummary: ", "summary"),
        ("    text: 能说明", "objectives.o1.text"),
        ("        full: ", "practice.p1.rubric.r1.full"),
        ("      - text: ", "quiz.q1.options.1.text"),
        ("    explanation: ", "quiz.q1.explanation"),
    ],
)
def test_hype_in_a_field_is_named(old, field, text, said_of):
    assert f"{field}: 不用「颠覆」" in said_of(text.replace(old, f"{old}颠覆", 1))


@pytest.mark.parametrize("name", ["lazy_example", "material", "starter", "system"])
def test_what_is_shown_as_weak_may_be_hype(name, text, said_of):
    assert "颠覆" not in said_of(text.replace(f"    {name}: |\n      ", f"    {name}: |\n      颠覆，", 1))


@pytest.mark.parametrize("old", ["    starter: |\n      ", "    system: |\n      ", "        zero: "])
def test_a_model_in_a_prompt_or_a_rubric_is_named(old, text, said_of):
    assert "出现了「ChatGPT」；模型会退役" in said_of(text.replace(old, f"{old}ChatGPT ", 1))


def test_a_model_may_be_named_in_the_body(changed):
    assert changed("每句话都没错", "ChatGPT 的每句话都没错") == ""
