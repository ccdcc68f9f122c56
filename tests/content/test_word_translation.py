"""The scripts a learner copies out of lesson s1-047, run just as the learner runs them."""

import base64

import pytest
from docx import Document

from tests.content.running import lesson_text, run

SLUG = "word-translation"
DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@pytest.fixture
def folder(tmp_path):
    document = Document()
    document.add_heading("围楼须知", level=1)
    line = document.add_paragraph("退房 ", style="List Bullet")
    line.add_run("11:30").bold = True
    line.add_run(" 以前，请勿点蜡烛。")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].merge(table.rows[0].cells[1]).text = "押金 50 元"
    document.save(tmp_path / "须知.docx")
    (tmp_path / "术语.txt").write_text("围楼=Weilou\n", encoding="utf-8")
    return tmp_path


def compare(folder, *lines):
    (folder / "译文.txt").write_text("\n".join(lines), encoding="utf-8")
    return run(SLUG, "bilingual.py", "须知.docx", "译文.txt", "术语.txt", cwd=folder)


def good(folder):
    return compare(folder, "[1] Weilou rules", "[2] Leave before 11:30. Do not light candles.", "[3] Deposit: 50 yuan")


def put_back(folder, *arguments):
    return run(SLUG, "put_back.py", "须知.docx", "对照表.docx", *arguments, cwd=folder)


def test_every_piece_is_numbered_and_a_merged_cell_counts_once(folder):
    answer = run(SLUG, "bilingual.py", "须知.docx", cwd=folder)
    assert answer.stdout.splitlines() == ["[1] 围楼须知", "[2] 退房 11:30 以前，请勿点蜡烛。", "[3] 押金 50 元"]


def test_a_faithful_translation_draws_no_reminder(folder):
    assert "提醒 " not in good(folder).stdout


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("[2] Leave before 11:00. Do not light candles.", "提醒  [2] 数字不一样"),
        ("[2]", "提醒  [2] 没有译文"),
        ("[1] Earth building rules", "提醒  [1] 「围楼」没译成 Weilou"),
        ("[9] Welcome", "译文里多出的编号：[9]"),
    ],
)
def test_a_difference_that_shows_in_the_letters_is_reported(folder, line, says):
    assert says in compare(folder, line).stdout


@pytest.mark.parametrize("line", ["围楼 = Weilou", " 围楼= Weilou ", "围楼＝Weilou"])
def test_a_term_is_read_with_or_without_spaces_around_its_sign(folder, line):
    (folder / "术语.txt").write_text(line + "\n", encoding="utf-8")
    assert "提醒  [1] 「围楼」没译成 Weilou" in compare(folder, "[1] Earth building rules").stdout
    (folder / "对照表.docx").unlink()
    assert "提醒  [1]" not in compare(folder, "[1] Weilou rules").stdout


def test_a_lost_not_goes_unnoticed_as_the_lesson_warns(folder):
    answer = compare(folder, "[2] Leave before 11:30. Please light candles.")
    assert "提醒  [2]" not in answer.stdout


def test_an_existing_table_is_not_overwritten(folder):
    good(folder)
    table = (folder / "对照表.docx").read_bytes()
    assert "停下" in compare(folder, "[1] other").stderr
    assert (folder / "对照表.docx").read_bytes() == table


def test_a_plan_writes_no_file(folder):
    good(folder)
    before = sorted(path.name for path in folder.iterdir())
    answer = put_back(folder)
    assert "计划：贴回 3 段" in answer.stdout
    assert answer.returncode == 0
    assert sorted(path.name for path in folder.iterdir()) == before


def test_applying_writes_a_new_file_with_the_same_paragraph_styles(folder):
    original = (folder / "须知.docx").read_bytes()
    good(folder)
    put_back(folder, "--apply")
    written = Document(folder / "须知_译稿.docx")
    assert [(one.style.name, one.text) for one in written.paragraphs] == [
        ("Heading 1", "Weilou rules"),
        ("List Bullet", "Leave before 11:30. Do not light candles."),
    ]
    assert written.tables[0].rows[0].cells[0].text == "Deposit: 50 yuan"
    assert (folder / "须知.docx").read_bytes() == original


def test_bold_words_lose_their_bold_and_the_plan_says_so(folder):
    good(folder)
    assert "[2] List Bullet，字里的加粗、斜体、下划线会丢" in put_back(folder, "--apply").stdout
    written = Document(folder / "须知_译稿.docx")
    assert not any(run.bold for run in written.paragraphs[1].runs)


def test_an_untranslated_piece_keeps_its_original(folder):
    compare(folder, "[1] Weilou rules")
    assert "留着  [3] 没有译文" in put_back(folder, "--apply").stdout
    assert Document(folder / "须知_译稿.docx").tables[0].rows[0].cells[0].text == "押金 50 元"


def test_a_paragraph_with_a_picture_keeps_it(folder):
    (folder / "dot.png").write_bytes(DOT)
    document = Document(folder / "须知.docx")
    document.paragraphs[1].add_run().add_picture(str(folder / "dot.png"))
    document.save(folder / "须知.docx")
    good(folder)
    assert "留着  [2] 这一段里有图" in put_back(folder, "--apply").stdout
    assert len(Document(folder / "须知_译稿.docx").inline_shapes) == 1


def test_a_table_that_no_longer_fits_its_original_is_refused(folder):
    good(folder)
    document = Document(folder / "须知.docx")
    document.add_paragraph("后来加的一段")
    document.save(folder / "须知.docx")
    assert "对不上" in put_back(folder, "--apply").stderr
    assert not (folder / "须知_译稿.docx").exists()


def test_a_file_that_is_no_table_of_both_languages_is_refused(folder):
    Document().save(folder / "对照表.docx")
    assert "对不上" in put_back(folder, "--apply").stderr


def test_an_existing_translation_is_not_overwritten(folder):
    good(folder)
    (folder / "须知_译稿.docx").write_text("改了一下午的", encoding="utf-8")
    assert "不覆盖" in put_back(folder, "--apply").stderr
    assert (folder / "须知_译稿.docx").read_text(encoding="utf-8") == "改了一下午的"


def test_a_missing_file_is_named(tmp_path):
    assert "没有 稿.docx" in run(SLUG, "bilingual.py", "稿.docx", cwd=tmp_path).stderr
    assert "没有 稿.docx" in run(SLUG, "put_back.py", "稿.docx", "表.docx", cwd=tmp_path).stderr


def test_an_existing_practice_file_is_not_touched(tmp_path):
    (tmp_path / "术语表.txt").write_text("我的术语", encoding="utf-8")
    assert "停下" in run(SLUG, "make_practice.py", cwd=tmp_path).stderr
    assert [path.name for path in tmp_path.iterdir()] == ["术语表.txt"]


def printed_in(lesson, text):
    return set(text.strip().splitlines()) <= {line.strip() for line in lesson.splitlines()}


def test_the_lesson_shows_what_the_scripts_print(tmp_path):
    lesson = lesson_text(SLUG)
    run(SLUG, "make_practice.py", cwd=tmp_path)
    (numbers,) = [block for block in lesson.split("```console\n") if block.startswith("[1] Weilou")]
    (tmp_path / "译文.txt").write_text(numbers.split("```")[0], encoding="utf-8")
    table = run(SLUG, "bilingual.py", "入住须知.docx", "译文.txt", "术语表.txt", cwd=tmp_path)
    plan = run(SLUG, "put_back.py", "入住须知.docx", "对照表.docx", cwd=tmp_path)
    assert table.stdout.strip() in lesson
    assert printed_in(lesson, plan.stdout)


def test_the_reminders_of_the_second_task_are_real_prints(tmp_path):
    task = lesson_text(SLUG).split("云岫索道，虚构")[1].split("checks:")[0]
    lines = [line.strip() for line in task.splitlines()]
    document = Document()
    for source in (line.split("] ")[1] for line in lines if line.startswith("[")):
        document.add_paragraph(source)
    document.save(tmp_path / "公告.docx")
    translations = [line.removeprefix("译：") for line in lines if line.startswith("译：")]
    targets = [f"[{number}] {text}" for number, text in enumerate(translations, start=1)]
    (tmp_path / "译文.txt").write_text("\n".join(targets), encoding="utf-8")
    (tmp_path / "术语.txt").write_text("索道=cableway\n", encoding="utf-8")
    answer = run(SLUG, "bilingual.py", "公告.docx", "译文.txt", "术语.txt", cwd=tmp_path)
    reminders = [line for line in answer.stdout.splitlines() if line.startswith("提醒")]
    assert len(reminders) == 3
    assert printed_in(task, "\n".join(reminders))
