from django.template import Context, Template

from practice.models import Evaluation, HandIn


def draw(enrollment) -> str:
    return Template("{% load practice_summary %}{% practice_summary enrollment %}").render(
        Context({"enrollment": enrollment})
    )


def hand_in(enrollment, exercise, **verdict) -> HandIn:
    fixed = {"enrollment": enrollment, "exercise": exercise, "revision": exercise.lesson.published}
    row = HandIn.objects.create(**fixed, key=str(HandIn.objects.count()), text="只给评分看的话", status="graded")
    Evaluation.objects.create(hand_in=row, by="self", **verdict)
    return row


def test_who_never_practised_has_nothing_to_count(enrollment):
    assert "还没有练习过" in draw(enrollment)


def test_attempts_and_hand_ins_are_counted_without_their_words(enrollment, exercise, submit):
    submit("只写给模型看的话")
    hand_in(enrollment, exercise, total=50, is_passed=False)
    shown = draw(enrollment)
    assert "发送过 1 条提示词，交过 1 次，0 个任务过线" in shown and "50 / 100" in shown
    assert "只写给模型看的话" not in shown and "只给评分看的话" not in shown


def test_a_task_passed_twice_is_one_task(enrollment, exercise):
    for total in (80, 100):
        hand_in(enrollment, exercise, total=total, is_passed=True)
    assert "交过 2 次，1 个任务过线" in draw(enrollment)


def test_many_hand_ins_cost_as_many_questions_as_one(enrollment, exercise, django_assert_num_queries):
    for count in (1, 5):
        for _ in range(count):
            hand_in(enrollment, exercise, total=80, is_passed=True)
        with django_assert_num_queries(4):
            draw(enrollment)
