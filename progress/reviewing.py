"""Changes to what is remembered. Keyword-only, harmless twice."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from courses.models import Question

from . import quiz, review
from .clock import today_of
from .models import Enrollment, ReviewAnswer, ReviewCard
from .review import Rating


class WordsChanged(Exception):
    """The question was reworded after the learner had seen it: their choice was made for other words."""


@dataclass(frozen=True)
class Reviewed:
    """`answer` is None while a right answer waits for the learner to say how easy it was."""

    result: quiz.Result
    choice: quiz.Choice
    answer: ReviewAnswer | None


def answer_review(
    *, enrollment: Enrollment, question: Question, given: list[str], rating: Rating | None, seen: str
) -> Reviewed:
    """A wrong answer is kept at once; a right one with the rating that comes along.

    `seen` is the fingerprint of the words on the learner's screen. Raises WordsChanged, and
    quiz.UnreadableAnswer, with words for the learner, when the choice fits no option.
    """
    words = quiz.words_of(question.lesson.document, question.key)
    if seen and seen != quiz.fingerprint(words):
        raise WordsChanged(question)
    choice = quiz.read_choice(words, given)
    result = quiz.judge(words, choice)
    deserved = rating if result.is_correct else Rating.AGAIN
    if deserved is None:
        return Reviewed(result, choice, None)
    answer = ReviewAnswer(
        revision=question.lesson.published, choice=choice, fingerprint=quiz.fingerprint(words), rating=deserved
    )
    return Reviewed(result, choice, _keep(answer, enrollment=enrollment, question=question))


@transaction.atomic
def _keep(answer: ReviewAnswer, *, enrollment: Enrollment, question: Question) -> ReviewAnswer:
    """The same question answered twice on a day, in two tabs perhaps, is kept as it was answered first."""
    made, _is_new = ReviewCard.objects.get_or_create(enrollment=enrollment, question=question)
    card = ReviewCard.objects.select_for_update().get(pk=made.pk)
    answer.on = today_of(enrollment.user)
    if card.due_on and card.due_on > answer.on:
        return card.answers.filter(undone_at=None).latest("pk")
    answer.card = card
    answer.save()
    _remember(card)
    return answer


@transaction.atomic
def undo_review(*, enrollment: Enrollment, answer_id: int) -> Question | None:
    """Take back this answer if it is still the last of today; returns its question, else None."""
    last = last_review(enrollment=enrollment)
    if last is None or last.pk != answer_id:
        return None
    card = ReviewCard.objects.select_for_update().select_related("question").get(pk=last.card_id)
    ReviewAnswer.objects.filter(pk=answer_id, undone_at=None).update(undone_at=timezone.now())
    _remember(card)
    return card.question


def last_review(*, enrollment: Enrollment) -> ReviewAnswer | None:
    """The last answer of today; older ones are settled."""
    today = ReviewAnswer.objects.filter(card__enrollment=enrollment, on=today_of(enrollment.user), undone_at=None)
    return today.last()


def _remember(card: ReviewCard) -> None:
    """The card is never counted on from itself: it is what its answers make of it."""
    answers = [(Rating(rating), on) for rating, on in card.answers.filter(undone_at=None).values_list("rating", "on")]
    memory = review.fold(answers)
    known = (memory.stability, memory.difficulty, memory.reviewed_on, memory.due_on) if memory else (None,) * 4
    card.stability, card.difficulty, card.reviewed_on, card.due_on = known
    card.lapses = sum(rating is Rating.AGAIN for rating, _on in answers[1:])
    card.save()
