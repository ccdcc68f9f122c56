import dataclasses

import pytest

from courses import document, shapes
from courses.problems import DocumentError
from tests.courses.course_files import HOTLINES, READY_LESSON, TOOLS, draft

# The fields the author guide's tables name, in their order.
GUIDE = {
    shapes.LessonDocument: """schema id slug title seed_title stage order day minutes kind status sensitivity safety
        summary objectives prerequisites tools practice quiz references authors last_reviewed review_every_days""",
    shapes.CourseDocument: "schema slug title language summary",
    shapes.StageDocument: "schema stage title days floor goal",
    shapes.ToolList: "schema tools",
    shapes.ToolEntry: "id name maker status checked replacement source",
    shapes.HotlineList: "schema hotlines",
    shapes.HotlineEntry: "number name purpose source checked verified",
    shapes.GlossaryTerm: "word slug",
    shapes.Objective: "id text",
    shapes.LessonTool: "id need fallback",
    shapes.Task: """id title mode optional minutes objectives grade pass max_turns compare runs image
        evidence milestones budget stop_rule disclosure instructions material system variables starter
        starters goals checks rubric self_check hints lazy_example good_example good_because sample_reply""",
    shapes.ImageSettings: "size count vary",
    shapes.Milestone: "id title day deliver evidence metrics",
    shapes.Metric: "name unit",
    shapes.Budget: "hours yuan",
    shapes.Variable: "name label default max_chars",
    shapes.Starters: "a b",
    shapes.Goal: "id text",
    shapes.Checks: "min_chars max_chars min_turns forbid columns",
    shapes.Criterion: "id criterion weight full half zero",
    shapes.Turn: "by text",
    shapes.QuizQuestion: "id type objective question options answer explanation anchor review",
    shapes.Option: "text correct why",
    shapes.Reference: "id title by published checked supports",
}


def problems_of(text: str, read=document.read_lesson) -> list[str]:
    with pytest.raises(DocumentError) as caught:
        read(text, path="a.md")
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize("shape", GUIDE, ids=lambda shape: shape.__name__)
def test_the_shapes_have_the_fields_of_the_guide_in_its_order(shape):
    names = ["pass" if field.name == "pass_mark" else field.name for field in dataclasses.fields(shape)]
    assert [name for name in names if name != "body"] == GUIDE[shape].split()


def test_no_shape_is_left_out_of_the_comparison():
    found = {
        shape
        for shape in vars(shapes).values()
        if dataclasses.is_dataclass(shape) and shape.__module__ == shapes.__name__
    }
    assert found - {shapes.Glossary} == set(GUIDE)


def test_a_draft_needs_no_more_than_its_fields():
    assert document.read_lesson(draft(1)).document.body == ""


def test_a_document_survives_the_way_through_json():
    lesson = document.read_lesson(READY_LESSON.read_text()).document
    assert document.from_json(shapes.LessonDocument, document.to_json(lesson)) == lesson


def test_json_has_the_names_of_the_guide():
    lesson = document.to_json(document.read_lesson(READY_LESSON.read_text()).document)
    assert lesson["practice"][0]["pass"] == 70 and lesson["practice"][0]["max_turns"] is None


def test_a_document_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        document.read_lesson(draft(1)).document.title = "别的"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("minutes: 12", "minuts: 12", "a.md:35: practice.p1.minuts: 没有这个字段，是不是 minutes？"),
        ("weight: 15", "weight: 十五", "a.md:60: practice.p1.rubric.r1.weight: 「十五」不是整数"),
        ("weight: 15", 'weight: "15"', "a.md:60: practice.p1.rubric.r1.weight: 要写成整数，不加引号"),
        ("weight: 15", "weight: 015", "a.md:60: practice.p1.rubric.r1.weight: 「015」不是整数"),
        ("weight: 15", "weight: 0", "a.md:60: practice.p1.rubric.r1.weight: 至少是 1"),
        ("kind: role-play", "kind: roleplay", "a.md:11: kind: 只能写 'concept', "),
        ("optional: true", "optional: yes", "a.md:370: practice.p4.optional: 只能写 true 或 false"),
        ("id: s1-012", "id: 12", "a.md:3: id: 「12」不合格式：写成 s1-012 这样"),
        ("slug: role-career-advisor", "slug: Role_Career", "a.md:4: slug: 「Role_Career」不合格式"),
        ("summary: 写一张", "summary:\nminutes_: 写一张", "a.md:15: summary: 是空的"),
        ('last_reviewed: "2026-11-22"', 'last_reviewed: "2026-02-30"', "last_reviewed: 「2026-02-30」不是日期"),
        ("  - id: o2\n", "  - id: o1\n", "a.md:19: objectives.o1: 这个编号用了两次"),
        ("    title: 把一句话提示改成角色卡\n", "", "a.md:32: practice.p1.title: 缺少这个字段"),
        (
            "prerequisites: [better-wording, three-step-questioning, role-teacher]",
            "prerequisites: better-wording",
            "要写成列表",
        ),
        ("title: GPT高级角色扮演：职业顾问", "title: |\n  两\n  行", "a.md:5: title: 要写在一行里"),
        ("      - by: learner\n", "      - by: teacher\n", "lazy_example.1.by: 只能写"),
        ("budget", "budget", None),
    ],
)
def test_a_mistake_is_named_with_its_line_its_field_and_what_to_mend(old, new, said):
    text = READY_LESSON.read_text().replace(old, new, 1)
    if said is None:
        assert document.read_lesson(text)
    else:
        assert any(said in problem for problem in problems_of(text))


def test_all_mistakes_are_listed_at_once():
    text = draft(1, kind="lecture", day="0", colour="red", minutes="x")
    assert [problem.split(": ")[1] for problem in problems_of(text)] == ["day", "kind", "colour", "minutes"]


@pytest.mark.parametrize("value", ["true", "no", "null", "012", "2026-11-22", "1.5", "0x1F"])
def test_a_string_stays_a_string(value):
    assert document.read_lesson(draft(1, title=value)).document.title == value


def test_a_number_with_a_thousand_digits_is_refused_in_words():
    assert "不是整数" in problems_of(draft(1, minutes="9" * 1000))[0]


@pytest.mark.parametrize(
    "text", ["", "没有字段", "---\nid: x\n", "## 标题\n---\nid: x\n---\n", "----\n---\n"], ids=range(5)
)
def test_a_page_without_front_matter_is_refused(text):
    assert "---" in problems_of(text)[0]


def test_a_body_in_the_front_matter_is_refused():
    assert any("body: 正文" in problem for problem in problems_of(draft(1, body="x")))


def test_lines_of_the_body_are_counted_from_the_top_of_the_file():
    text = READY_LESSON.read_text()
    source = document.read_lesson(text)
    at = text.split("\n").index("## 核心想法：身份是外套，流程才是手艺 {#core-idea}")
    assert source.body_line + source.document.body.split("\n").index(text.split("\n")[at]) == at + 1


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("标题\r\n".encode(), "a.md:1: file: 行尾要用 LF"),
        (b"a\nb\xff\n", "a.md:2: file: 不是 UTF-8 编码"),
        ("标题".encode("gb18030"), "a.md:1: file: 不是 UTF-8 编码"),
        ("标题".encode("utf-16"), "不是 UTF-8 编码"),
        (b"\xef\xbb\xbfa", "a.md:1: file: 有看不见的字符 U+FEFF"),
        (b"a\n\n\x00b", "a.md:3: file: 有看不见的字符 U+0000"),
        ("a\u2028b".encode(), "U+2028"),
        (b"x" * 300_000, "文件有 300 KB，最多 200 KB"),
    ],
    ids=["cr", "bytes", "gb", "utf16", "bom", "nul", "separator", "huge"],
)
def test_a_file_that_is_not_plain_text_is_refused(raw, said):
    with pytest.raises(DocumentError, match=said.replace("+", r"\+")):
        document.decode(raw, path="a.md")


def test_hotlines_and_tools_are_read():
    assert document.read_hotlines(HOTLINES).document.hotlines[0].number == "12356"
    assert document.read_tools(TOOLS).document.tools[0].maker is None


def test_a_hotline_given_twice_is_refused():
    twice = HOTLINES + HOTLINES.partition("hotlines:\n")[2]
    assert "hotlines.12356: 这个编号用了两次" in problems_of(twice, document.read_hotlines)[0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("## 词元\n\n解释\n", "a.md:1: terms: 每个词写一行"),
        ("## 词元 {#token}\n\n一段\n\n又一段\n", "a.md:5: terms: 每个词写一行"),
        ("## 词元 {#token}\n\n## 提示词 {#prompt}\n\n解释\n", "a.md:3: terms.token.body: 是空的"),
        ("## 词元 {#token}\n\n一\n二\n", "a.md:3: terms.token.body: 要写在一行里"),
        ("## 词元 {#Token}\n\n一\n", "a.md:1: terms.Token.slug: 「Token」不合格式"),
        ("## 一 {#a}\n\n一\n\n## 二 {#a}\n\n二\n", "a.md:5: terms.a: 这个编号用了两次"),
    ],
)
def test_a_mistake_in_the_glossary_is_named(text, said):
    assert any(said in problem for problem in problems_of(text, document.read_glossary))
