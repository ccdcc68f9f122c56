import pytest

from courses import document, rules
from courses.folder import read_folder
from tests.courses.course_files import CONTENT, READY_LESSON, TOOLS, draft, put, small_course

LESSON = READY_LESSON.read_text()
FIGURE = "figures/role-career-advisor/role-card.svg"


@pytest.fixture(scope="module")
def around():
    folder = read_folder(CONTENT)
    return rules.around(folder, document.read_lesson(LESSON).document)


@pytest.fixture
def folder(tmp_path):
    return small_course(tmp_path)


def said_of(text: str, around) -> str:
    return "\n".join(str(problem) for problem in rules.check_lesson(document.read_lesson(text, path="a.md"), around))


def said_in(folder) -> str:
    return "\n".join(str(problem) for problem in rules.check_folder(read_folder(folder)))


def test_the_real_course_keeps_every_rule():
    assert said_in(CONTENT) == ""


def test_a_small_course_of_drafts_keeps_every_rule(folder):
    assert said_in(folder) == ""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("\nminutes: 55", "\nminutes: 65", "minutes: 写 20 到 55 之间"),
        ("\nminutes: 55", "\nminutes: 40", "minutes: 必做练习 40 分钟加小测 6 分钟已经超过 40"),
        ("\nminutes: 55\n", "\n", "minutes: 可学的课缺不了这个字段"),
        ("\nday: 6\n", "\nday: 31\n", "day: 第 1 阶段只有 30 天"),
        ("\nstage: 1\n", "\nstage: 7\n", "stage: 没有第 7 阶段"),
        ("[better-wording,", "[no-such-lesson,", "prerequisites.1: 没有 slug 是「no-such-lesson」的课"),
        ("[better-wording,", "[role-fitness-coach,", "prerequisites.1: 「role-fitness-coach」不在这一课之前"),
        ("  - id: any-chat-model", "  - id: no-such-tool", "tools.no-such-tool.id: tools.yaml 里没有"),
        (
            "    text: 能说明「给身份」",
            "    text: 了解「给身份」",
            "objectives.o1.text: 以「能」加一个看得见的动作开头",
        ),
        ("    objectives: [o4]", "    objectives: [o3]", "objectives.o4.text: 没有必做练习或小测题练到这一条"),
        ("    objective: o1", "    objective: o9", "quiz.q1.objective: 没有 o9 这条目标"),
        ("        weight: 15", "        weight: 20", "practice.p1.rubric: 各行 weight 加起来要是 100，现在是 105"),
        ("{{case_facts}}", "{{facts}}", "practice.p2.starter: 用了 {{facts}}，variables 里却没有它"),
        ("{{case_facts}}", "", "practice.p2.variables.case_facts.name: 起始提示里没有 {{case_facts}}"),
        ("        max_chars: 300\n", "        max_chars: 5\n", "variables.case_facts.default: 比 max_chars"),
        ("拨打 12356 心理", "拨打 12399 心理", "practice.p2.system: hotlines.yaml 里没有 12399"),
        ("紧急时拨打 120 或", "紧急时拨打 119 或", "practice.p2.system: hotlines.yaml 里没有 119"),
        ("    max_turns: 10\n", "", "practice.p2.max_turns: mode 是 role-play 时要写"),
        ("    mode: rewrite", "    mode: rewrite\n    runs: 2", "practice.p1.runs: 只用在 mode: compare"),
        ("    optional: true\n", "", "practice: 必做练习要有 2 到 3 个，现在有 4 个"),
        ("      min_turns: 5", "      min_turns: 12", "practice.p2.good_example: 学习者说了 9 轮"),
        ("      min_chars: 150", "      min_chars: 800", "practice.p1.good_example: 有 "),
        ("    pass: 70\n", "", "practice.p1.pass: 要写及格分"),
        ("    grade: note", "    grade: transcript", "practice.p3.lazy_example: grade 是 transcript 时"),
        ("        correct: true\n", "", "quiz.q1.options: single 题正好一个选项写 correct: true，现在有 0 个"),
        ("    answer: false\n", "", "quiz.q3.answer: true-false 题要写 answer"),
        ("    anchor: role-card", "    anchor: nowhere", "quiz.q2.anchor: 正文没有锚点是 {#nowhere} 的标题"),
        ("[[quiz]]\n", "", "body: 正文缺少 [[quiz]]"),
        ("[[quiz]]\n", "[[quiz]]\n\n[[quiz]]\n", "body: [[quiz]] 只写一次"),
        ("[[practice:p2]]", "[[practice:p1]]", "practice.p2: 正文里没有 [[practice:p2]]"),
        ("[[practice:p2]]", "[[practice:p9]]", "[[practice:p9]]：practice 里没有「p9」"),
        ("[[practice:p2]]", "先看 [[practice:p2]]", "[[practice:p2]] 要自己占一行"),
        ("[[ref:r1]]", "[[ref:r9]]", "[[ref:r9]]：references 里没有「r9」"),
        ("[[ref:r1]]", "[[term:no-such-word]]", "glossary.md 里没有「no-such-word」"),
        ("[[ref:r1]]", "[[code:../secret.py]]", "code/role-career-advisor/ 里没有「../secret.py」"),
        ("[[ref:r1]]", "[[video:x]]", "不认识 [[video:x]]"),
        ("[[ref:r1]]", "[[ref:r1]", "不认识 [["),
        ("[[hotline:12348]]", "[[hotline:12399]]", "hotlines.yaml 里没有「12399」"),
        ("[[hotline:12348]]", "12348", "热线不手写；12348 写成 [[hotline:12348]]"),
        ("[[hotline:120]]", "拨打 120", "热线不手写；120 写成 [[hotline:120]]"),
        ("## 小结 {#recap}", "## 小结 {#limits}", "锚点 limits 用了两次"),
        ("## 小结 {#recap}", "## 小结", "二级标题只能是这七个锚点之一"),
        ("## 小结 {#recap}", "# 小结 {#recap}", "正文不用一级标题"),
        ("## 小结 {#recap}", "小结\n===", "下面一行 === 也是"),
        ("### 角色卡的五个部分 {#role-card}", "### 五个部分", "quiz.q2.anchor"),
        ("> [!TIP]", "> [!NOTE]", "只有三种提示框：TIP、WARNING、SAFETY"),
        ("```text\n你是一位资深", "```\n你是一位资深", "代码块要写语言"),
        ("每句话都没错", "<b>每句话</b>都没错", "正文不用 HTML"),
        ("每句话都没错", "见 https://example.com", "正文不写裸网址"),
        (FIGURE, "../../../secret.svg", "图只能来自 figures/role-career-advisor/"),
        (FIGURE, "https://example.com/x.svg", "图只能来自 figures/role-career-advisor/"),
        (FIGURE, FIGURE.replace("card", "cord"), "没有 figures/role-career-advisor/role-cord.svg 这张图"),
        (FIGURE, FIGURE.replace(".svg", ".narrow.svg"), "手机上会自己换成 .narrow.svg"),
        ("![角色卡由身份", "![](x) ![角色卡由身份", "图要有文字说明"),
        ("sensitivity: care", "sensitivity: high\nx: y", None),
    ],
)
def test_a_broken_rule_is_named_with_its_place(old, new, said, around):
    if said is None:
        assert said_of(LESSON, around) == ""
        return
    assert old in LESSON
    assert said in said_of(LESSON.replace(old, new, 1), around)


@pytest.mark.parametrize(
    ("gate", "words", "said"),
    [
        ("forbid: [phone, id_number]", "打 13812345678", "里面有像手机号的数字，过不了 checks 的 forbid"),
        ("forbid: [phone, id_number]", "证件 11010519491231002X", "里面有像身份证号的数字，过不了 checks 的 forbid"),
        ("columns: [镜号, 画面]", "| 镜号 |", "表格缺 画面，过不了 checks 的 columns"),
    ],
)
def test_a_good_example_passes_every_gate(gate, words, said, around):
    task, (found, *_) = "    mode: rewrite\n", (line for line in LESSON.splitlines(True) if "good_example: |" in line)
    start = LESSON.index("    checks:\n", LESSON.index(task)) + len("    checks:\n")
    gated = f"{LESSON[:start]}      {gate}\n{_without_other_gates(LESSON[start:])}"
    assert f"practice.p1.good_example: {said}" in said_of(gated.replace(found, f"{found}      {words}\n", 1), around)


def _without_other_gates(text: str) -> str:
    """The rest of the lesson after `checks:`, without what stood under it."""
    lines = text.splitlines(True)
    while lines[0].startswith("      "):
        lines.pop(0)
    return "".join(lines)


def test_a_finding_in_the_body_has_the_line_of_the_file(around):
    text = LESSON.replace("每句话都没错", "<b>每句话</b>都没错")
    line = text[: text.index("<b>")].count("\n") + 1
    assert said_of(text, around).startswith(f"a.md:{line}: body: ")


@pytest.mark.parametrize(
    "text", ["写 120 字", "每月房贷 2800 元，110 分钟", "用 `<b>` 和 `https://x`", "3 < 5 且 7 > 2"]
)
def test_everyday_text_is_no_finding(text, around):
    assert said_of(LESSON.replace("每句话都没错", text), around) == ""


def test_marks_inside_code_are_text(around):
    assert said_of(LESSON.replace("我 31 岁，在三线城市", "[[nothing]] 我 31 岁，12356"), around) == ""


def test_a_high_lesson_needs_a_safety_box(around):
    text = LESSON.replace("sensitivity: care", "sensitivity: high").replace("> [!SAFETY]", "> [!TIP]")
    assert "正文要有 > [!SAFETY] 提示框" in said_of(text, around)


def test_a_draft_needs_only_its_fields(around):
    assert said_of(draft(1), around) == ""


@pytest.mark.parametrize(
    ("path", "text", "said"),
    [
        ("stage-1/003-lesson-3.md", draft(4, slug="lesson-3"), "stage-1/003-lesson-3.md:3: id: 和文件名不一致"),
        ("stage-1/003-lesson-3.md", draft(3, slug="other"), "stage-1/003-lesson-3.md:4: slug: 和文件名不一致"),
        ("stage-1/003-lesson-3.md", draft(3, stage=2), "stage-1/003-lesson-3.md:7: stage: 和文件夹不一致"),
        ("stage-1/003-lesson-1.md", draft(3, slug="lesson-1"), ":4: slug: 和 stage-1/001-lesson-1.md 的一样"),
        ("stage-1/003-lesson-3.md", draft(3, order=2), ":8: order: 和 stage-1/002-lesson-2.md 的一样"),
        (
            "stage-2/stage.md",
            "---\nschema: 1\nstage: 1\ntitle: x\ndays: 3\ngoal: x\n---\n",
            ":3: stage: 和文件夹不一致",
        ),
        ("stage-1/code/nobody/x.py", "x", "stage-1/code/nobody/x.py:1: file: stage-1 里没有 slug 是 nobody 的课"),
        ("stage-1/figures/lesson-1/a.narrow.svg", "<svg/>", "缺少同名的宽图"),
        ("tools.yaml", TOOLS + "    replacement: gone\n", "tools.any-chat-model.replacement: 没有「gone」"),
        ("tools.yaml", TOOLS.replace("any-chat-model", "chat"), "tools.chat.source: 写了现状就要有来源"),
    ],
)
def test_files_that_do_not_fit_together_are_named(folder, path, text, said):
    put(folder, path, text)
    assert said in said_in(folder)


def test_three_lessons_on_one_day_are_short(folder):
    lessons = [document.read_lesson(draft(n, day=1, status="ready", minutes=40), path=f"{n}.md") for n in (1, 2, 3)]
    assert [str(problem) for problem in rules.check_together(tuple(lessons))] == [
        f"{n}.md:13: minutes: 同一天有 3 课（s1-001、s1-002、s1-003），每课最多 35 分钟；缩短，或把一课挪到别的日子"
        for n in (1, 2, 3)
    ]
