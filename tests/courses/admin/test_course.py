import pytest
from django.urls import reverse

from courses.models import Course, Hotline, Lesson, Term, Tool


def change(row) -> str:
    return reverse(f"admin:courses_{row._meta.model_name}_change", args=[row.pk])


def test_the_prologue_is_drawn_again(desk, course):
    data = {
        "title": course.title,
        "language": course.language,
        "summary": course.summary,
        "body": "## 新的序章\n\n一段。",
    }
    desk.post(change(course), data)
    assert "新的序章" in desk.get(reverse("courses:prologue", args=[course.slug])).content.decode()


def test_a_renamed_hotline_is_drawn_again_in_its_lessons(desk, lesson):
    hotline = Hotline.objects.get(number="12356")
    data = {"name": "心理热线新名", "purpose": hotline.purpose, "source": hotline.source, "checked": "2026-11-22"}
    desk.post(change(hotline), {**data, "verified": "on"})
    assert "心理热线新名" in desk.get(lesson.get_absolute_url()).content.decode()


def test_an_unverified_hotline_can_be_saved(desk, course):
    hotline = Hotline.objects.first()
    data = {"name": "名", "purpose": "想说话", "source": "通知", "checked": "2026-11-22"}
    assert desk.post(change(hotline), data).status_code == 302
    assert Hotline.objects.get(pk=hotline.pk).verified is False


def test_a_tool_is_edited(desk, course):
    tool = Tool.objects.get(key="any-chat-model")
    data = {
        "name": "任意对话模型",
        "maker": "",
        "status": "active",
        "checked": "2026-11-23",
        "replacement": "",
        "source": "",
    }
    assert desk.post(change(tool), data).status_code == 302
    assert Tool.objects.get(pk=tool.pk).name == "任意对话模型"


def test_a_replacement_must_be_another_tool(desk, course):
    tool = Tool.objects.get(key="any-chat-model")
    data = {"name": "x", "status": "closed", "checked": "2026-11-23", "replacement": "any-chat-model"}
    response = desk.post(change(tool), data)
    assert "replacement" in response.context["adminform"].form.errors


def test_a_new_term_stands_at_the_end_and_can_be_linked(desk, course):
    desk.post(reverse("admin:courses_term_add"), {"slug": "brand-new", "word": "新词", "body": "一句解释。"})
    term = Term.objects.get(slug="brand-new")
    assert term == Term.objects.last()
    assert "一句解释" in term.html


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"slug": "token", "word": "新词", "body": "解释。"}, "slug"),
        ({"slug": "Not-Lower", "word": "新词", "body": "解释。"}, "slug"),
        ({"slug": "fine", "word": "新词", "body": "两行\n解释。"}, "body"),
    ],
)
def test_what_a_file_could_not_say_is_refused_at_its_field(desk, course, data, field):
    response = desk.post(reverse("admin:courses_term_add"), data)
    assert field in response.context["adminform"].form.errors
    assert not Term.objects.filter(word="新词").exists()


def test_what_files_name_a_thing_by_cannot_be_changed(desk, course):
    term = Term.objects.first()
    desk.post(change(term), {"slug": "renamed", "word": term.word, "body": term.body})
    assert Term.objects.get(pk=term.pk).slug == term.slug


def test_whoever_may_not_see_a_list_may_not_export_it(client, course, django_user_model):
    client.force_login(django_user_model.objects.create_user("helper@example.org", is_staff=True))
    assert client.get(reverse("admin:courses_tool_export")).status_code == 403


def test_an_exported_formula_is_only_text(desk, course):
    Tool.objects.filter(key="any-chat-model").update(maker='=HYPERLINK("http://x.example")')
    fields = {f"toolresource_{name}": "on" for name in ("key", "maker")}
    answer = desk.post(reverse("admin:courses_tool_export"), {"format": "0", "resource": "", **fields})
    assert "HYPERLINK" in answer.content.decode() and "=HYPERLINK" not in answer.content.decode()


def test_nothing_is_added_while_there_is_no_course(desk, db):
    assert desk.get(reverse("admin:courses_term_add")).status_code == 403
    assert not Course.objects.exists()


@pytest.mark.parametrize("model", ["course", "stage", "lesson", "lessonconflict", "tool", "hotline", "term"])
def test_the_lists_need_as_many_queries_for_many_rows_as_for_few(
    desk, course, model, django_assert_max_num_queries, django_assert_num_queries
):
    address = reverse(f"admin:courses_{model}_changelist")
    with django_assert_max_num_queries(18) as few:
        desk.get(address)
    _double(course)
    with django_assert_num_queries(len(few)):
        desk.get(address)


def _double(course: Course) -> None:
    Term.objects.bulk_create(Term(course=course, slug=f"t{n}", word="词", body="。", html="") for n in range(20))
    first = Lesson.objects.first()
    columns = {"stage": first.stage, "day": 1, "kind": "concept", "status": "draft", "summary": "x", "document": {}}
    Lesson.objects.bulk_create(
        Lesson(course=course, key=f"s1-{n}", slug=f"l{n}", title="x", order=n, **columns) for n in range(100, 120)
    )
