import pytest

from courses import strict_yaml


def problems_of(text: str) -> list[str]:
    return [str(problem) for problem in strict_yaml.read(text, path="a.md", first_line=2).problems]


def test_values_stay_the_text_that_stands_there():
    text = "a: 2026-11-22\nb: no\nc: 012\nd: 1e3\ne: ~\n"
    assert strict_yaml.read(text, path="").data == {"a": "2026-11-22", "b": "no", "c": "012", "d": "1e3", "e": "~"}


def test_every_place_knows_its_line():
    tree = strict_yaml.read("a: 1\nb:\n  - c: 2\n    d: |\n      x\n", path="", first_line=2)
    assert tree.lines["b", 0, "d"] == 5


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("a: 1 # why\n", 2, "注释"),
        ("a: 1\n# why\nb: 2\n", 3, "注释"),
        ("a: | # why\n  x\n", 2, "注释"),
        ("a: |\n  x # not a comment\n# one\n", 4, "注释"),
        ("a: [b, # why\n  c]\n", 2, "注释"),
        ("a: 1\na: 2\n", 3, "写了两次"),
        ("a: &x 1\n", 2, "锚点"),
        ("a: 1\nb: *x\n", 3, "锚点"),
        ("a: !!int 1\n", 2, "标签"),
        ("a: !x {b: c}\n", 2, "标签"),
        ("%YAML 1.2\n---\na: 1\n", 2, "一份 YAML"),
        ("a: 1\n...\n---\nb: 1\n", 4, "一份 YAML"),
        ("a: 'open\n\n", 2, "读不下去"),
        ("? [a]\n: b\n", 2, "字段名"),
        ("- a\n", 2, "字段: 值"),
        ("", 2, "字段: 值"),
        ("a: " + "[" * 50 + "]" * 50 + "\n", 2, "嵌套太深"),
    ],
)
def test_what_no_writer_could_give_back_is_refused_with_its_line(text, line, word):
    assert any(problem.startswith(f"a.md:{line}:") and word in problem for problem in problems_of(text))


def test_all_problems_are_listed_at_once():
    assert len(problems_of("a: 1 # one\na: 2\nb: &x 3\n# two\n")) == 4


@pytest.mark.parametrize("text", ["a: x#y\n", "a: 'b # c'\n", 'a: "# b"\n', "a: |\n  # b\n\n  # c\nd: e\n", "a: b\n"])
def test_a_hash_inside_a_value_is_no_comment(text):
    assert problems_of(text) == []
