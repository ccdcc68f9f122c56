import pytest
from django.urls import reverse
from django.utils import timezone

from courses import document, services
from courses.models import Lesson
from tests.courses.course_files import put


@pytest.fixture
def page(lesson) -> str:
    return reverse("admin:courses_lesson_change", args=[lesson.pk])


def now(lesson: Lesson) -> Lesson:
    return Lesson.objects.select_related("published__by", "stage").get(pk=lesson.pk)


def publish_meanwhile(lesson: Lesson, old: str, new: str, by=None) -> None:
    text = now(lesson).published.text
    assert old in text
    changed = document.read_lesson(text.replace(old, new, 1)).document
    services.publish(lesson=lesson, document=changed, by=by, why="别人改的")


# Writing


def test_a_field_saved_is_what_learners_read(desk, lesson, page, opened, ines):
    data = opened(lesson, title="职业顾问：新的标题", why="更短")
    assert desk.post(page, data).status_code == 302
    assert now(lesson).title == "职业顾问：新的标题"
    assert (now(lesson).published.by, now(lesson).published.why) == (ines, "更短")
    assert "职业顾问：新的标题" in desk.get(lesson.get_absolute_url()).content.decode()


def test_saving_an_untouched_page_makes_no_revision(desk, lesson, page, opened):
    desk.post(page, opened(lesson))
    assert lesson.revisions.count() == 1


def test_the_whole_text_can_be_edited(desk, lesson, page):
    text = lesson.published.text.replace("身份管语气", "身份只管语气")
    desk.post(page, {"tab": "text", "opened_on": "1", "text": text.replace("\n", "\r\n")})
    assert now(lesson).published.text == text


def test_the_text_page_shows_the_canonical_text(desk, lesson, page):
    response = desk.get(page, {"tab": "text"})
    assert response.context["page"].text == lesson.published.text
    assert "{{person_a}}" in response.content.decode()


def test_a_new_lesson_begins_as_an_empty_document(desk, course):
    add = reverse("admin:courses_lesson_add")
    assert desk.get(add).status_code == 200
    data = dict.fromkeys(EMPTY_LISTS, "0") | {
        "tab": "fields", "opened_on": "0", "id": "s1-020", "slug": "new-one", "title": "新课", "seed_title": "新课",
        "stage": "1", "order": "20", "day": "10", "kind": "concept", "status": "draft", "summary": "写一句话",
    }  # fmt: skip
    assert desk.post(add, data).status_code == 302
    assert Lesson.objects.get(key="s1-020").title == "新课"


def test_a_new_lesson_never_takes_the_place_of_another(desk, lesson):
    data = dict.fromkeys(EMPTY_LISTS, "0") | {
        "tab": "fields", "opened_on": "0", "id": "s1-012", "slug": "other", "title": "新课", "seed_title": "新课",
        "stage": "1", "order": "20", "day": "10", "kind": "concept", "status": "draft", "summary": "写一句话",
    }  # fmt: skip
    response = desk.post(reverse("admin:courses_lesson_add"), data)
    assert response.status_code == 422
    assert [found.anchor for found in response.context["page"].findings] == ["id_id"]
    assert now(lesson).title != "新课"


LISTS = ("objectives", "tools", "practice", "quiz", "references")
EMPTY_LISTS = [f"{name}-{which}" for name in LISTS for which in ("TOTAL_FORMS", "INITIAL_FORMS")]


# Mistakes


def test_an_error_stands_next_to_its_field_and_nothing_typed_is_lost(desk, lesson, page, opened):
    data = opened(lesson, **{"practice-0-rubric-1-weight": "26", "title": "没丢的标题"})
    response = desk.post(page, data)
    html = response.content.decode()
    assert response.status_code == 422
    assert "没丢的标题" in html
    assert 'href="#part-practice-0-rubric"' in html
    assert now(lesson).revisions.count() == 1


def test_every_error_is_shown_at_once(desk, lesson, page, opened):
    data = opened(lesson, **{"minutes": "abc", "quiz-0-explanation": "", "practice-1-max_turns": "99"})
    anchors = {found.anchor for found in desk.post(page, data).context["page"].findings}
    assert anchors == {"id_minutes", "id_quiz-0-explanation", "id_practice-1-max_turns"}


def test_a_draft_set_to_ready_must_meet_the_rules_for_ready_lessons(desk, course, opened):
    draft = Lesson.objects.get(key="s1-013")
    response = desk.post(reverse("admin:courses_lesson_change", args=[draft.pk]), opened(draft, status="ready"))
    assert response.status_code == 422
    assert "id_body" in {found.anchor for found in response.context["page"].findings}
    assert Lesson.objects.get(key="s1-013").status == "draft"


def test_an_error_in_the_text_names_its_line(desk, lesson, page):
    text = lesson.published.text.replace("minutes: 55", "minutes: viel")
    response = desk.post(page, {"tab": "text", "opened_on": "1", "text": text})
    [finding] = response.context["page"].findings
    assert finding.problem.line == text[: text.index("minutes: viel")].count("\n") + 1
    assert "minutes: viel" in response.content.decode()


def test_an_error_in_the_body_names_its_line_of_the_whole_text(desk, lesson, page, opened):
    body = document.read_lesson(lesson.published.text).document.body.replace("[[ref:r1]]", "[[ref:r9]]")
    finding = desk.post(page, opened(lesson, body=body)).context["page"].findings[0]
    assert (finding.anchor, finding.problem.line > 400) == ("id_body", True)


def test_invisible_characters_are_refused(desk, lesson, page, opened):
    response = desk.post(page, opened(lesson, title="标\u2028题"))
    assert response.status_code == 422
    assert now(lesson).revisions.count() == 1


def test_the_id_of_a_lesson_cannot_be_changed(desk, lesson, page):
    text = lesson.published.text.replace("id: s1-012", "id: s1-099", 1)
    response = desk.post(page, {"tab": "text", "opened_on": "1", "text": text})
    assert response.status_code == 422


@pytest.mark.parametrize("broken", [{"opened_on": "x"}, {"opened_on": ""}])
def test_a_page_that_came_only_in_part_saves_nothing(desk, lesson, page, opened, broken):
    assert desk.post(page, opened(lesson, title="x", **broken)).status_code == 400
    assert now(lesson).revisions.count() == 1


def test_a_row_is_added_without_script_and_nothing_is_saved(desk, lesson, page, opened):
    response = desk.post(page, opened(lesson, _add="practice-1-rubric", title="写了一半"))
    rows = response.context["page"].form.parts["practice"].forms[1].parts["rubric"]
    assert (len(rows.forms), response.status_code) == (6, 200)
    assert "写了一半" in response.content.decode()
    assert now(lesson).title != "写了一半"


def test_an_added_task_comes_with_its_empty_lists(desk, lesson, page, opened):
    html = desk.post(page, opened(lesson, _add="practice")).content.decode()
    assert 'name="practice-4-rubric-TOTAL_FORMS" value="0"' in html
    assert desk.post(page, opened(lesson, _add="nothing-like-this")).status_code == 400


# Two people at once


def test_changes_of_two_people_in_different_places_both_stand(desk, lesson, page, opened):
    data = opened(lesson, title="我的标题")
    publish_meanwhile(lesson, "身份管语气", "身份只管语气")
    assert "合在了一起" in desk.post(page, data, follow=True).content.decode()
    assert now(lesson).title == "我的标题"
    assert "身份只管语气" in now(lesson).published.text


def test_changes_of_two_people_in_the_same_place_lose_no_words(desk, lesson, page, opened):
    data = opened(
        lesson,
        title="我的标题",
        summary="我的一句话，说出学习者会做出什么，四十到八十字之间才合规则，所以再多写几个字。",
    )
    publish_meanwhile(lesson, "title: GPT高级角色扮演：职业顾问", "title: 对方的标题")
    publish_meanwhile(lesson, "身份管语气", "身份只管语气")
    response = desk.post(page, data)
    html = response.content.decode()
    assert response.status_code == 409
    assert all(words in html for words in ("我的标题", "对方的标题", "我的一句话", "身份只管语气"))
    assert now(lesson).title == "对方的标题"


def test_after_such_a_clash_saving_again_saves_both(desk, lesson, page, opened):
    data = opened(lesson, title="我的标题")
    publish_meanwhile(lesson, "title: GPT高级角色扮演：职业顾问", "title: 对方的标题")
    publish_meanwhile(lesson, "身份管语气", "身份只管语气")
    form = desk.post(page, data).context["page"]
    again = opened(lesson, title=form.form["title"].value(), opened_on=str(form.opened_on))
    assert desk.post(page, again).status_code == 302
    assert (now(lesson).title, "身份只管语气" in now(lesson).published.text) == ("我的标题", True)


def test_a_change_in_a_file_and_one_in_the_admin_merge(desk, lesson, page, opened, files):
    desk.post(page, opened(lesson, title="后台的标题"))
    path = "stage-1/012-role-career-advisor.md"
    put(files, path, (files / path).read_text().replace("身份管语气", "身份只管语气"))
    services.load(folder=files)
    assert (now(lesson).title, "身份只管语气" in now(lesson).published.text) == ("后台的标题", True)


# Looking


def test_a_preview_is_the_learners_page_and_saves_nothing(desk, lesson, page, opened):
    response = desk.post(page, opened(lesson, title="只是看看", _preview="1"))
    assert "只是看看" in response.content.decode()
    assert "courses/lesson.html" in [template.name for template in response.templates]
    assert (now(lesson).title, now(lesson).revisions.count()) == (lesson.title, 1)


def test_a_preview_says_what_could_still_be_mended(desk, lesson, page, opened):
    shown = desk.post(page, opened(lesson, title="颠覆", _preview="1")).content.decode()
    assert "不用「颠覆」这样的说法" in shown


def test_learners_do_not_see_what_could_still_be_mended(desk, lesson, page, opened):
    desk.post(page, opened(lesson, title="颠覆"))
    assert "这样的说法" not in desk.get(lesson.get_absolute_url()).content.decode()


def test_a_preview_may_stand_in_a_frame_of_ours_only(desk, lesson, page, opened):
    response = desk.post(page, opened(lesson, _preview="1"))
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
    assert "unsafe" not in response["Content-Security-Policy"]


def test_a_lesson_with_errors_has_no_preview_but_the_list_of_them(desk, lesson, page, opened):
    response = desk.post(page, opened(lesson, minutes="abc", _preview="1"))
    assert (response.status_code, response["X-Frame-Options"]) == (422, "SAMEORIGIN")
    assert "minutes" in response.content.decode()


def test_the_page_leads_to_the_lesson_as_learners_see_it(desk, lesson, page):
    assert f'href="{lesson.get_absolute_url()}"' in desk.get(page).content.decode()


# History


def test_history_shows_who_when_why_and_what(desk, lesson, page, opened):
    desk.post(page, opened(lesson, title="新的标题", why="更短"))
    html = desk.get(reverse("admin:courses_lesson_history", args=[lesson.pk])).content.decode()
    assert all(words in html for words in ("更短", "Ines", "从文件载入", "<mark>"))


def test_any_two_revisions_can_be_compared(desk, lesson, page, opened):
    for title in ("第二版", "第三版"):
        desk.post(page, opened(lesson, title=title))
    history = reverse("admin:courses_lesson_history", args=[lesson.pk])
    response = desk.get(history, {"from": "1", "to": "3"})
    assert (response.context["older"].number, response.context["newer"].number) == (1, 3)
    assert desk.get(history, {"from": "x", "to": "99"}).status_code == 200


def test_an_old_revision_comes_back_as_a_new_one(desk, lesson, page, opened):
    desk.post(page, opened(lesson, title="新的标题"))
    desk.post(reverse("admin:courses_lesson_restore", args=[lesson.pk]), {"number": "1"})
    assert (now(lesson).title, now(lesson).published.number) == (lesson.title, 3)
    assert now(lesson).published.text == lesson.published.text


def test_a_revision_that_is_not_there_cannot_be_restored(desk, lesson):
    assert desk.post(reverse("admin:courses_lesson_restore", args=[lesson.pk]), {"number": "7"}).status_code == 404


# Withdrawing


def test_a_lesson_is_withdrawn_and_brought_back(desk, lesson):
    turn = reverse("admin:courses_lesson_withdraw", args=[lesson.pk])
    desk.post(turn)
    assert now(lesson).withdrawn_at is not None
    desk.post(turn)
    assert now(lesson).withdrawn_at is None


def test_chosen_lessons_are_withdrawn_and_brought_back_together(desk, lesson):
    changelist = reverse("admin:courses_lesson_changelist")
    desk.post(changelist, {"action": "withdraw_chosen", "_selected_action": [lesson.pk]})
    assert now(lesson).withdrawn_at is not None
    desk.post(changelist, {"action": "bring_back_chosen", "_selected_action": [lesson.pk]})
    assert now(lesson).withdrawn_at is None


def test_nobody_deletes_a_lesson(desk, admin_client, lesson):
    delete = reverse("admin:courses_lesson_delete", args=[lesson.pk])
    assert (desk.post(delete).status_code, admin_client.post(delete).status_code) == (403, 403)


# The list


def test_the_list_is_searched_by_any_word_of_the_text(desk, lesson):
    found = desk.get(reverse("admin:courses_lesson_changelist"), {"q": "角色卡的五个部分"}).context["cl"].result_list
    assert [one.key for one in found] == ["s1-012"]


@pytest.mark.parametrize(
    ("chosen", "keys"),
    [
        ({"status__exact": "ready"}, ["s1-012"]),
        ({"sensitivity__exact": "care"}, ["s1-012"]),
        ({"withdrawn": "yes"}, ["s1-013"]),
        ({"conflict": "yes"}, []),
        ({"withdrawn": "no", "status__exact": "draft"}, ["s1-005", "s1-007"]),
    ],
)
def test_the_list_is_filtered(desk, course, chosen, keys):
    Lesson.objects.filter(key="s1-013").update(withdrawn_at=timezone.now())
    found = desk.get(reverse("admin:courses_lesson_changelist"), chosen).context["cl"].result_list
    assert [one.key for one in found] == keys


# Who may


@pytest.mark.parametrize("name", ["changelist", "add", "change", "history"])
def test_a_learner_is_sent_to_sign_in(client, amy, lesson, name):
    client.force_login(amy)
    address = reverse(f"admin:courses_lesson_{name}", args=[lesson.pk] if name in ("change", "history") else [])
    response = client.get(address)
    assert response.status_code == 302
    assert "/login" in response["Location"]


def test_a_learner_changes_nothing(client, amy, lesson, page, opened):
    client.force_login(amy)
    client.post(page, opened(lesson, title="x"))
    client.post(reverse("admin:courses_lesson_withdraw", args=[lesson.pk]))
    assert (now(lesson).title, now(lesson).withdrawn_at) == (lesson.title, None)


def test_staff_without_rights_is_refused(client, ines, lesson, page, opened):
    ines.groups.clear()
    client.force_login(ines)
    assert client.get(page).status_code == 403
    assert client.post(page, opened(lesson, title="x")).status_code == 403
    assert client.post(reverse("admin:courses_lesson_restore", args=[lesson.pk]), {"number": "1"}).status_code == 403


def test_a_lesson_that_is_not_there_is_not_found(desk, course):
    assert desk.get(reverse("admin:courses_lesson_change", args=[99999])).status_code == 404
    assert desk.get("/admin/courses/lesson/abc/change/").status_code == 404
