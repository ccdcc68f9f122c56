"""The daily review: ask, judge, keep, take back."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from . import current, quiz, reviewing
from .current import Learner
from .models import Enrollment, ReviewAnswer
from .plan_views import for_the_enrolled
from .responses import problem, wants_json
from .review import Rating
from .review_page import ReviewPage, find_question
from .review_queue import ReviewQueue
from .reviewing import Reviewed
from .views import see_other

_RATINGS = {rating.name.lower(): rating for rating in (Rating.HARD, Rating.GOOD, Rating.EASY)}


@require_safe
@for_the_enrolled
def review(request: HttpRequest, learner: Learner, enrollment: Enrollment) -> HttpResponse:
    queue = learner.plan_of(enrollment).reviews
    shown = _answer_of_today(enrollment, queue, pk=_number(request.GET.get("answer")))
    if shown:
        return _page(request, _page_of(queue, shown))
    wanted = _number(request.GET.get("question"))
    return _page(request, ReviewPage(queue, wanted=find_question(wanted) if wanted in queue.questions else None))


@require_POST
@for_the_enrolled
def answer(request: HttpRequest, learner: Learner, enrollment: Enrollment, question: int) -> HttpResponse:
    queue = learner.plan_of(enrollment).reviews
    if question not in queue.questions:
        return _settled(request, enrollment, queue, question)
    row = find_question(question)
    try:
        reviewed = reviewing.answer_review(
            enrollment=enrollment,
            question=row,
            given=request.POST.getlist("choice"),
            rating=_RATINGS.get(request.POST.get("rating", "")),
            seen=request.POST.get("words", ""),
        )
    except reviewing.WordsChanged:
        return _refused(request, ReviewPage(queue, wanted=row, error=_("这道题刚刚改过，请按新的再选一次。")), 409)
    except quiz.UnreadableAnswer as error:
        return _refused(request, ReviewPage(queue, wanted=row, error=str(error)), 422)
    if reviewed.answer is None:
        return _judged(request, ReviewPage(queue, wanted=row, reviewed=reviewed))
    after = _fresh_queue(request, enrollment)
    if wants_json(request):
        return JsonResponse(_as_json(reviewed, after))
    if reviewed.result.is_correct:
        return _go_on(request, after)
    if request.headers.get("HX-Request"):
        return _page(request, ReviewPage(after, wanted=row, reviewed=reviewed))
    return see_other(f"{reverse('progress:review')}?answer={reviewed.answer.pk}")


@require_POST
@for_the_enrolled
def undo(request: HttpRequest, learner: Learner, enrollment: Enrollment) -> HttpResponse:
    question = reviewing.undo_review(enrollment=enrollment, answer_id=_number(request.POST.get("answer")))
    queue = _fresh_queue(request, enrollment)
    if wants_json(request):
        return JsonResponse({"question": question and question.pk, "left": queue.left})
    if request.headers.get("HX-Request"):
        is_due = question is not None and question.pk in queue.questions
        return _page(request, ReviewPage(queue, wanted=find_question(question.pk) if question and is_due else None))
    return see_other(f"{reverse('progress:review')}{f'?question={question.pk}' if question else ''}")


def _settled(request: HttpRequest, enrollment: Enrollment, queue: ReviewQueue, question: int) -> HttpResponse:
    """Pressed twice, answered in another tab, or withdrawn meanwhile: nothing is changed."""
    if wants_json(request):
        return problem(409, "not_due", _("这道题今天不用再答了。"))
    given = _answer_of_today(enrollment, queue, question=question)
    return _page(request, _page_of(queue, given)) if given else _go_on(request, queue)


def _judged(request: HttpRequest, page: ReviewPage) -> HttpResponse:
    """Right: nothing is kept until the learner says how easy it was."""
    if wants_json(request):
        assert page.reviewed  # noqa: S101  (judged)
        return JsonResponse(_as_json(page.reviewed, page.queue))
    return _page(request, page)


def _refused(request: HttpRequest, page: ReviewPage, status: int) -> HttpResponse:
    if wants_json(request):
        return problem(status, "changed" if status == 409 else "invalid", page.error, {"choice": [page.error]})
    # htmx shows 422 and not 409; to the learner both are the same question once more.
    return _page(request, page, status=422)


def _go_on(request: HttpRequest, queue: ReviewQueue) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return _page(request, ReviewPage(queue))
    return see_other(reverse("progress:review"))


def _page(request: HttpRequest, page: ReviewPage, status: int = 200) -> HttpResponse:
    template = "progress/_review.html" if request.headers.get("HX-Request") else "progress/review.html"
    return render(request, template, {"page": page}, status=status)


def _page_of(queue: ReviewQueue, given: ReviewAnswer) -> ReviewPage:
    """A wrong answer of today with its explanation; the next question when it was right or is reworded since."""
    row = find_question(given.card.question_id)
    words = quiz.words_of(row.lesson.document, row.key)
    if given.rating != Rating.AGAIN or given.fingerprint != quiz.fingerprint(words):
        return ReviewPage(queue)
    return ReviewPage(queue, wanted=row, reviewed=Reviewed(quiz.judge(words, given.choice), given.choice, given))


def _answer_of_today(enrollment: Enrollment, queue: ReviewQueue, **asked: int) -> ReviewAnswer | None:
    """By `pk`, or the last one to a `question`, while the question still stands in its lesson."""
    if not any(asked.values()):
        return None
    lookups = {"card__question" if name == "question" else name: value for name, value in asked.items()}
    given = ReviewAnswer.objects.filter(card__enrollment=enrollment, on=queue.plan.today, undone_at=None, **lookups)
    found = given.select_related("card").last()
    return found if found and any(one.question_id == found.card.question_id for one in queue.remembered) else None


def _fresh_queue(request: HttpRequest, enrollment: Enrollment) -> ReviewQueue:
    learner = current.learner(request)
    assert learner  # noqa: S101  (signed in)
    return ReviewQueue(learner.plan_of(enrollment))


def _as_json(reviewed: Reviewed, queue: ReviewQueue) -> dict[str, object]:
    kept = reviewed.answer
    return reviewed.result.as_json() | {
        "rating": Rating(kept.rating).name.lower() if kept else None,
        "due_on": kept and kept.card.due_on,
        "left": queue.left,
    }


def _number(text: str | None) -> int:
    """0 for anything that is no number of a row."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else 0
