"""What waits for a person: a learner on 今天, an instructor beside the desk."""

from django import template

from accounts.models import User

from ..models import Evaluation

register = template.Library()

SHOWN = 5


@register.inclusion_tag("practice/_news.html")
def practice_news(user: User) -> dict[str, object]:
    """Verdicts of instructors this learner has not opened yet, the oldest first."""
    unseen = Evaluation.objects.unseen().filter(hand_in__enrollment__user=user).order_by("pk")
    rooms = ("hand_in__exercise__lesson",)
    columns = ("total", "hand_in__exercise__lesson__title")
    return {"verdicts": unseen.select_related(*rooms).only(*columns)[:SHOWN]}
