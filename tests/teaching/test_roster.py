"""The list of learners, as pages."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import User
from progress import services
from progress.models import Enrollment
from teaching.models import Standing
from tests.conftest import person
from tests.teaching.conftest import enrollment_of, work_out

PLACE = "/teaching/"


@pytest.fixture
def both(sunday, amy, ben):
    work_out(amy, ben)
    return amy, ben


def names(answer) -> list[str]:
    return [standing.enrollment.user.display_name for standing in answer.context["roster"].rows]


def test_who_is_most_behind_comes_first(teacher, both):
    assert names(teacher.get(PLACE)) == ["Ben", "Amy"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("show=stuck", ["Ben"]),
        ("show=stuck&days=10", ["Ben"]),
        ("show=stuck&days=11", []),
        ("show=idle&days=400", []),
        ("show=finished", []),
        ("show=paused", []),
        ("stage=1", ["Ben", "Amy"]),
        ("stage=2", []),
        ("q=BEN", ["Ben"]),
        ("q=amy@example", ["Amy"]),
        ("q=%25", []),
        ("sort=most", ["Amy", "Ben"]),
        ("sort=fewest", ["Ben", "Amy"]),
    ],
)
def test_the_list_can_be_narrowed_and_sorted(teacher, both, asked, found):
    assert names(teacher.get(f"{PLACE}?{asked}")) == found


def test_who_did_nothing_for_two_weeks_is_found_as_idle(teacher, both):
    _amy, ben = both
    quiet = timezone.now() - timedelta(days=15)
    enrollment = enrollment_of(ben)
    Enrollment.objects.filter(pk=enrollment.pk).update(created_at=quiet)
    enrollment.completions.update(done_at=quiet)
    work_out(ben)
    assert names(teacher.get(f"{PLACE}?show=idle")) == ["Ben"]


def test_a_paused_learner_is_never_stuck(teacher, both):
    Standing.objects.update(state="paused", behind=0)
    assert names(teacher.get(f"{PLACE}?show=stuck&days=1")) == []


@pytest.mark.parametrize("asked", ["show=nobody", "days=x", "days=0", "stage=9", "sort=colour", "page=x", "page=999"])
def test_what_cannot_be_read_leaves_the_list_whole(teacher, both, asked):
    assert names(teacher.get(f"{PLACE}?{asked}")) == ["Ben", "Amy"]


def test_what_cannot_be_read_is_said_beside_its_field(teacher, both):
    assert 'id="id_days_error"' in teacher.get(f"{PLACE}?days=0").text


def test_the_figures_shown_are_those_of_this_moment(teacher, both, course):
    _amy, ben = both
    for lesson in course.lessons.filter(stage__number=1, order__in=(11, 12)).select_related("published"):
        services.complete_lesson(enrollment=enrollment_of(ben), lesson=lesson)
    shown = teacher.get(PLACE).context["roster"].rows[0]
    assert (shown.behind, shown.done_count) == (8, 12)


def test_somebody_who_joined_a_moment_ago_is_on_the_list(teacher, both, course, sunday):
    services.enrol(user=person("new"), course=course, starts_on=sunday)
    assert "New" in names(teacher.get(PLACE))


def test_an_empty_course_says_what_to_expect(teacher, course):
    assert "还没有人加入这门课" in teacher.get(PLACE).text


def test_a_site_without_a_course_has_no_list(teacher, db):
    assert teacher.get(PLACE).status_code == 404


def test_a_search_without_a_result_leads_back_to_everybody(teacher, both):
    page = teacher.get(f"{PLACE}?q=nobody").text
    assert "没有这样的学习者" in page and 'href="/teaching/"' in page


def test_a_name_is_text_whatever_it_says(teacher, both):
    User.objects.filter(display_name="Ben").update(display_name="<b>Ben</b>")
    assert "&lt;b&gt;Ben" in teacher.get(PLACE).text


def crowd(course, count: int) -> None:
    """Rows alone, without plans: enough for a database to choose its way."""
    users = User.objects.bulk_create(User(email=f"n{n}@example.org", display_name=f"N{n}") for n in range(count))
    today, now = timezone.localdate(), timezone.now()
    enrollments = Enrollment.objects.bulk_create(
        Enrollment(user=user, course=course, starts_on=today - timedelta(days=n % 200)) for n, user in enumerate(users)
    )
    states = ("studying",) * 17 + ("paused", "coming", "finished")
    Standing.objects.bulk_create(
        Standing(
            enrollment=enrollment,
            course=course,
            state=states[n % 20],
            stage_number=n % 5 + 1,
            done_count=n % 150,
            behind=n * 7 % 97 if n % 20 < 17 else 0,
            ahead=0,
            active_at=now - timedelta(hours=n * 13 % 4000),
            as_of=today,
            made_at=now,
        )
        for n, enrollment in enumerate(enrollments)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def test_two_hundred_learners_stand_on_four_pages(teacher, course):
    crowd(course, 200)
    page = teacher.get(f"{PLACE}?page=4").context["roster"].page
    assert (page.paginator.num_pages, len(page.object_list)) == (4, 50)


def test_fifty_learners_cost_as_many_questions_as_two(teacher, both, course, django_assert_max_num_queries):
    teacher.get(PLACE)
    with django_assert_max_num_queries(24):
        teacher.get(PLACE)
    crowd(course, 100)
    with django_assert_max_num_queries(24):
        teacher.get(PLACE)


ASKED = [
    "",
    "sort=quiet",
    "sort=active",
    "sort=fewest",
    "sort=most",
    "show=stuck&days=80",
    "show=idle&days=160&sort=quiet",
    "show=paused&sort=quiet",
    "show=finished&sort=active",
    "stage=3",
    "stage=3&show=stuck&days=80",
]


@pytest.mark.parametrize("asked", ASKED)
def test_the_list_is_answered_from_indexes_alone(rf, course, asked):
    """One page of ten thousand: nothing is read through, and nothing is put in order after reading."""
    from teaching.roster import ON_A_PAGE, Roster

    crowd(course, 3000)
    roster = Roster.of(rf.get(f"{PLACE}?{asked}"))
    way = roster.standings.values_list("pk", flat=True)[:ON_A_PAGE].explain().lower()
    assert "index" in way
    for slow in ("seq scan", "temp b-tree", "sort", "scan teaching_standing\n"):
        assert slow not in way, way
