from courses.advice import prose


def test_only_han_characters_are_counted_as_such():
    assert prose.han("写 3 句，用 GPT。") == 3


def test_a_number_or_a_latin_word_counts_as_one():
    assert prose.words("写 120 句，用 GPT。") == 5


def test_code_is_left_out():
    assert prose.han(prose.outside_code("一\n\n```text\n二二\n```\n三")) == 2


def test_what_is_quoted_is_not_said():
    assert prose.unquoted("别说「神器」和“秒杀”") == "别说和"
