import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courses import canonical, document
from courses.models import Course, Hotline, Lesson, LessonConflict, LessonRevision, OldSlug, Term, Tool
from courses.problems import DocumentError
from courses.services import (
    Take,
    bring_back,
    create_lesson,
    export,
    load,
    publish,
    resolve_conflict,
    save_row,
    withdraw,
)
from courses.shapes import LessonDocument
from tests.courses.course_files import CONTENT, READY_LESSON, TOOLS, draft, put, small_course

pytestmark = pytest.mark.django_db
FIRST = "stage-1/001-lesson-1.md"
BODY = "\n第一段话。\n\n第二段话。\n\n第三段话。\n\n第四段话。\n\n第五段话。\n"
FIGURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><title>图</title><desc>说明</desc></svg>\n'


@pytest.fixture
def folder(tmp_path):
    directory = small_course(tmp_path / "files")
    put(directory, FIRST, draft(1) + BODY)
    return directory


@pytest.fixture
def lesson(folder):
    load(folder=folder)
    return Lesson.objects.get(key="s1-001")


def edit(lesson, **fields):
    """As an instructor would in the admin."""
    lesson = Lesson.objects.select_related("published").get(pk=lesson.pk)
    old = document.to_json(document.read_lesson(lesson.published.text).document)
    return publish(lesson=lesson, document=document.from_json(LessonDocument, {**old, **fields}), by=None, why="改")


def edit_body(lesson, old, new):
    text = Lesson.objects.get(pk=lesson.pk).published.text
    return edit(lesson, body=document.read_lesson(text.replace(old, new)).document.body)


def text_of(lesson) -> str:
    return Lesson.objects.get(pk=lesson.pk).published.text


def written(queries) -> list[str]:
    return [q["sql"] for q in queries if q["sql"].lstrip("(").startswith(("INSERT", "UPDATE", "DELETE"))]


# publish


def test_a_load_writes_the_columns_that_pages_ask_for(lesson):
    assert (lesson.slug, lesson.title, lesson.order, lesson.day, lesson.status) == (
        "lesson-1",
        "第 1 课",
        1,
        1,
        "draft",
    )
    assert "第一段话" in lesson.parts[0]["html"]


def test_publishing_the_same_words_twice_writes_nothing(lesson):
    with CaptureQueriesContext(connection) as queries:
        edit(lesson)
    assert written(queries) == [] and lesson.revisions.count() == 1


def test_a_revision_keeps_the_words_before_it(lesson):
    edit(lesson, title="新标题")
    assert [(r.number, "新标题" in r.text) for r in lesson.revisions.all()] == [(2, True), (1, False)]


def test_what_breaks_a_rule_is_not_published(lesson):
    with pytest.raises(DocumentError, match="status 改回 draft"):
        edit(lesson, status="ready")
    assert lesson.revisions.count() == 1


def test_an_id_cannot_change(lesson):
    with pytest.raises(DocumentError, match="编号不能改"):
        edit(lesson, id="s1-009")


def test_a_slug_of_another_lesson_is_refused(lesson):
    with pytest.raises(DocumentError, match="s1-002 已经用了这个网址名"):
        edit(lesson, slug="lesson-2")


def test_an_old_slug_leads_to_the_lesson_until_another_has_it(lesson):
    edit(lesson, slug="new-home")
    assert OldSlug.objects.get().slug == "lesson-1"
    edit(lesson, slug="lesson-1")
    assert OldSlug.objects.get().slug == "new-home"


def test_a_removed_task_keeps_its_row_and_gets_it_back():
    load(folder=CONTENT)
    lesson = Lesson.objects.get(key="s1-012")
    tasks = lesson.document["practice"]
    first = lesson.exercises.get(key="p4")
    body = lesson.document["body"].replace("[[practice:p4]]\n\n", "")
    edit(lesson, practice=tasks[:3], body=body)
    assert lesson.exercises.get(key="p4").removed_at is not None
    edit(lesson, practice=tasks, body=lesson.document["body"])
    back = lesson.exercises.get(key="p4")
    assert (back.pk, back.removed_at) == (first.pk, None)


def test_a_lesson_made_on_the_site_stands_beside_those_of_files(lesson, folder):
    made = create_lesson(course=lesson.course, document=document.read_lesson(draft(9)).document, by=None, why="新的")
    put(folder, FIRST, draft(1, title="改"))
    report = load(folder=folder)
    made.refresh_from_db()
    assert made.withdrawn_at is None and report.withdrawn == []


def test_a_changed_word_is_drawn_again_in_the_lessons_that_name_it(lesson):
    edit_body(lesson, "第二段话", "第二段[[term:token]]话")
    term = Term.objects.get(slug="token")
    term.word = "令牌"
    save_row(row=term)
    assert "令牌" in Lesson.objects.get(pk=lesson.pk).parts[0]["html"]


# load


def test_every_lesson_and_entry_of_a_new_course_is_created(folder):
    report = load(folder=folder)
    assert [name for name in report.created if name.startswith("s1")] == ["s1-001", "s1-002"]
    assert (Tool.objects.count(), Hotline.objects.count(), Term.objects.count()) == (1, 1, 2)


def test_a_second_load_writes_nothing(folder, lesson):
    with CaptureQueriesContext(connection) as queries:
        report = load(folder=folder)
    assert written(queries) == [] and report.created == report.updated == report.kept == []


def test_a_changed_file_updates_its_lesson_only(folder, lesson):
    put(folder, FIRST, draft(1, title="改过") + BODY)
    report = load(folder=folder)
    assert report.updated == ["s1-001"]
    assert LessonRevision.objects.count() == 3


def test_an_edit_on_the_site_is_kept(folder, lesson):
    edit(lesson, title="网站上的标题")
    put(folder, "stage-1/002-lesson-2.md", draft(2, title="别的"))
    report = load(folder=folder)
    assert report.kept == ["s1-001"] and "网站上的标题" in text_of(lesson)
    assert load(folder=folder).kept == ["s1-001"]


def test_two_changes_at_two_places_are_merged(folder, lesson):
    edit_body(lesson, "第一段话", "网站的第一段")
    put(folder, FIRST, draft(1, title="文件的标题") + BODY.replace("第五段话", "文件的第五段"))
    assert load(folder=folder).merged == ["s1-001"]
    text = text_of(lesson)
    assert all(words in text for words in ("网站的第一段", "文件的标题", "文件的第五段"))
    assert load(folder=folder).merged == []


def test_two_changes_at_one_place_wait_for_a_person(folder, lesson):
    edit(lesson, title="网站的标题")
    put(folder, FIRST, draft(1, title="文件的标题") + BODY)
    put(folder, "stage-1/002-lesson-2.md", draft(2, title="别的"))
    report = load(folder=folder)
    assert report.conflicts == {"s1-001": ["title"]} and report.updated == ["s1-002"]
    assert "网站的标题" in text_of(lesson)
    conflict = LessonConflict.objects.get()
    assert conflict.places == [{"place": "title", "base": "第 1 课", "file": "文件的标题", "site": "网站的标题"}]


def test_a_standing_conflict_is_told_again_and_written_once(folder, lesson):
    edit(lesson, title="网站的标题")
    put(folder, FIRST, draft(1, title="文件的标题") + BODY)
    load(folder=folder)
    with CaptureQueriesContext(connection) as queries:
        report = load(folder=folder)
    assert report.conflicts and written(queries) == []


@pytest.mark.parametrize(("side", "title"), [("file", "文件的标题"), ("site", "网站的标题")])
def test_a_conflict_is_decided_from_the_command_line(folder, lesson, side, title):
    edit(lesson, title="网站的标题")
    put(folder, FIRST, draft(1, title="文件的标题") + BODY)
    load(folder=folder)
    assert load(folder=folder, take=Take(side, "s1-001")).conflicts == {}
    assert f"title: {title}" in text_of(lesson)
    assert not LessonConflict.objects.exists() and load(folder=folder).conflicts == {}


@pytest.mark.parametrize("take", ["file", "site", draft(1, title="第三种") + BODY])
def test_a_conflict_is_decided_in_the_admin(folder, lesson, take):
    edit(lesson, title="网站的标题")
    put(folder, FIRST, draft(1, title="文件的标题") + BODY)
    load(folder=folder)
    resolve_conflict(conflict=LessonConflict.objects.get(), take=take, by=None)
    title = {"file": "文件的标题", "site": "网站的标题"}.get(take, "第三种")
    assert f"title: {title}" in text_of(lesson)
    assert load(folder=folder).conflicts == {}


def test_a_conflict_goes_when_the_file_goes_back(folder, lesson):
    edit(lesson, title="网站的标题")
    put(folder, FIRST, draft(1, title="文件的标题") + BODY)
    load(folder=folder)
    put(folder, FIRST, draft(1) + BODY)
    assert load(folder=folder).conflicts == {} and not LessonConflict.objects.exists()


def test_an_unknown_name_to_take_is_an_error(folder, lesson):
    with pytest.raises(DocumentError, match="没有这个编号"):
        load(folder=folder, take=Take("file", "s9-999"))


def test_one_bad_file_changes_nothing(folder, lesson):
    put(folder, FIRST, draft(1, title="改过"))
    put(folder, "stage-1/002-lesson-2.md", draft(2, kind="lecture"))
    with pytest.raises(DocumentError, match=r"stage-1/002-lesson-2\.md:10: kind"):
        load(folder=folder)
    assert "第 1 课" in text_of(lesson)


def test_a_lesson_gone_from_the_files_is_withdrawn_and_comes_back(folder, lesson):
    text = (folder / FIRST).read_bytes()
    (folder / FIRST).unlink()
    assert load(folder=folder).withdrawn == ["s1-001"]
    lesson.refresh_from_db()
    assert lesson.withdrawn_at is not None
    put(folder, FIRST, text)
    assert load(folder=folder).updated == ["s1-001"]
    lesson.refresh_from_db()
    assert lesson.withdrawn_at is None


def test_what_an_instructor_withdrew_stays_withdrawn(folder, lesson):
    withdraw(lesson=lesson)
    put(folder, FIRST, draft(1, title="改过"))
    load(folder=folder)
    lesson.refresh_from_db()
    assert lesson.withdrawn_at is not None


def test_what_an_instructor_brought_back_is_not_withdrawn_again(folder, lesson):
    (folder / FIRST).unlink()
    load(folder=folder)
    bring_back(lesson=lesson)
    put(folder, "stage-1/002-lesson-2.md", draft(2, title="别的"))
    assert load(folder=folder).withdrawn == []


def test_two_lessons_swap_their_slugs(folder, lesson):
    put(folder, "stage-1/001-lesson-2.md", draft(1, slug="lesson-2"))
    put(folder, "stage-1/002-lesson-1.md", draft(2, slug="lesson-1"))
    (folder / FIRST).unlink()
    (folder / "stage-1/002-lesson-2.md").unlink()
    load(folder=folder)
    assert dict(Lesson.objects.values_list("key", "slug")) == {"s1-001": "lesson-2", "s1-002": "lesson-1"}
    assert not OldSlug.objects.exists()


def test_a_dry_run_tells_and_changes_nothing(folder, lesson):
    put(folder, FIRST, draft(1, title="改过") + BODY)
    assert load(folder=folder, dry_run=True).updated == ["s1-001"]
    assert "改过" not in text_of(lesson)


def test_a_tool_edited_here_and_there_is_merged_by_field(folder, lesson):
    tool = Tool.objects.get()
    tool.name = "网站的名字"
    save_row(row=tool)
    put(folder, "tools.yaml", TOOLS.replace("active", "limited") + "    source: 来源\n")
    report = load(folder=folder)
    tool.refresh_from_db()
    assert report.merged == ["tools.any-chat-model"] and (tool.name, tool.status) == ("网站的名字", "limited")


def test_a_tool_changed_twice_at_one_place_is_told_until_somebody_decides(folder, lesson):
    tool = Tool.objects.get()
    tool.name = "网站的名字"
    save_row(row=tool)
    put(folder, "tools.yaml", TOOLS.replace("任意一款对话模型", "文件的名字"))
    for _ in range(2):
        assert load(folder=folder).conflicts == {"tools.any-chat-model": ["tools.any-chat-model.name"]}
    load(folder=folder, take=Take("file", "tools.any-chat-model"))
    tool.refresh_from_db()
    assert tool.name == "文件的名字" and load(folder=folder).conflicts == {}


def test_a_changed_figure_is_kept_without_a_new_revision(folder, lesson):
    put(folder, "stage-1/figures/lesson-1/a.svg", FIGURE)
    load(folder=folder)
    put(folder, "stage-1/figures/lesson-1/a.svg", FIGURE.replace("说明", "新说明"))
    load(folder=folder)
    assert "新说明" in lesson.files.get().text and lesson.revisions.count() == 1
    (folder / "stage-1/figures/lesson-1/a.svg").unlink()
    load(folder=folder)
    assert not lesson.files.exists()


# export


def test_the_real_course_comes_out_byte_for_byte(tmp_path):
    load(folder=CONTENT)
    paths = export(Course.objects.get(), tmp_path)
    assert len(paths) > 150
    for path in paths:
        assert (tmp_path / path).read_bytes() == (CONTENT / path).read_bytes(), path


def test_an_export_is_a_course_that_loads_without_a_change(folder, lesson, tmp_path):
    put(folder, "stage-1/code/lesson-1/run.py", "x = 1\n")
    edit(lesson, title="网站的标题")
    load(folder=folder)
    export(lesson.course, tmp_path / "out")
    report = load(folder=tmp_path / "out")
    assert (report.created, report.updated, report.conflicts) == ([], [], {})
    assert (tmp_path / "out/stage-1/code/lesson-1/run.py").read_text() == "x = 1\n"


def test_a_withdrawn_lesson_is_not_exported(lesson, tmp_path):
    withdraw(lesson=lesson)
    assert FIRST not in export(lesson.course, tmp_path)


def test_the_ready_lesson_is_stored_as_it_was_written():
    load(folder=CONTENT)
    text = READY_LESSON.read_text()
    assert Lesson.objects.get(key="s1-012").published.text == text
    assert canonical.write(document.read_lesson(text).document) == text


def test_a_revision_that_says_something_new_has_another_wording(lesson):
    before = Lesson.objects.get(pk=lesson.pk).published
    assert edit(lesson, minutes=44).wording == before.wording
    assert edit_body(lesson, "第一段话", "第一段新话").wording != before.wording
