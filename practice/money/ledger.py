"""The one ledger: tokens are reserved with the row of a call and settled with its end.

Who reserves holds the learner's row first and the site's month last, so that of many sends at one moment
exactly those go through for which there is room, and nobody waits long for the row that all share.
"""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django.db import connection
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from courses.models import Lesson
from progress.clock import today_of, tomorrow_of
from progress.models import Enrollment

from ..models import Allowance, Call, Charge, SiteMonth
from . import counting
from .prices import price_of, price_of_a_picture
from .quota import Amounts, Standing

RESERVED_REPLY = 2000  # tokens set aside for an answer before it is known


def hold(enrollment: Enrollment) -> None:
    """First in the transaction: the sends of one learner reserve one after the other."""
    # `no_key`: other tables may go on pointing at the row.
    enrollment.user = User.objects.select_for_update(no_key=True).get(pk=enrollment.user_id)


def reserve(call: Call, *, enrollment: Enrollment, lesson: Lesson, asked: int) -> None:
    """Last in the transaction that began with `hold`. Raises Exceeded, and that transaction must not be kept.

    `asked` is what the prompt is estimated to cost. A sample reply costs nothing and is never refused.
    """
    charge = Charge(enrollment=enrollment, lesson=lesson, call=call)
    charge.made_on, charge.month = today_of(enrollment.user), _this_month()
    is_free = call.is_sample or call.asks == Call.Asks.OWN
    charge.reserved = 0 if is_free else asked + _set_aside(call)
    if not charge.reserved:
        charge.save()
        return
    charge.currency = _currency(call)
    standing = standing_of(enrollment, lesson)
    if refusal := standing.refusal_of(charge.reserved, is_send=call.kind != Call.Kind.JUDGE):
        raise refusal
    charge.save()
    if not _take(charge.month, charge.reserved, limit=standing.limits.site_month):
        # Somebody else took the last of it after we looked.
        raise standing_of(enrollment, lesson).refusal_of_the_month(charge.reserved)


def asked_of(call: Call) -> int:
    """What the prompt was estimated to cost when it was reserved."""
    return max(0, call.charge.reserved - _set_aside(call))


def settle(call: Call, *, at: datetime) -> None:
    """In the transaction that ends the call, as its last step. Harmless twice."""
    charge = Charge.objects.filter(call=call, settled_at=None).first()
    if charge is None:
        return
    charge.settled_at, charge.spent = at, 0
    if not call.is_sample:
        _fill_in(charge, call)
    charge.save(update_fields=["spent", "cost", "currency", "settled_at"])
    if charge.reserved and charge.spent != charge.reserved:
        SiteMonth.objects.filter(month=charge.month).update(tokens=F("tokens") + charge.spent - charge.reserved)


def spend(tokens: int) -> None:
    """Asked for the site itself and for no learner. No limit stops it: whoever starts it was told what it costs."""
    if tokens:
        _take(_this_month(), tokens, limit=0)


def standing_of(enrollment: Enrollment, lesson: Lesson) -> Standing:
    with connection.cursor() as cursor:
        cursor.execute(STANDING, facts(enrollment, lesson))
        return read_standing(cursor.fetchone(), enrollment)


def facts(enrollment: Enrollment, lesson: Lesson) -> dict[str, Any]:
    """What STANDING asks about."""
    return {
        "user": enrollment.user_id,
        "lesson": lesson.pk,
        "today": today_of(enrollment.user).isoformat(),
        "month": _this_month().isoformat(),
    }


def read_standing(row: Sequence[int | None], enrollment: Enrollment) -> Standing:
    """From the columns of STANDING."""
    used, limits = [int(number or 0) for number in row[:3]], row[3:]
    if limits[0] is None:  # no instructor has set any
        limits = (Allowance.LEARNER_DAY, Allowance.LESSON_DAY, Allowance.SITE_MONTH)
    return Standing(
        used=Amounts(*used),
        limits=Amounts(*(limit or 0 for limit in limits)),
        day_ends_at=tomorrow_of(enrollment.user),
        month_ends_at=_start_of_next(_this_month()),
    )


# Every lesson page asks this along with what the learner left there (work.py), so it is in words of its own.
STANDING = """
SELECT
    (SELECT SUM(COALESCE(c.spent, c.reserved)) FROM practice_charge c
     JOIN progress_enrollment e ON e.id = c.enrollment_id
     WHERE e.user_id = %(user)s AND c.made_on = %(today)s AND c.reserved > 0) AS used_learner_day,
    (SELECT COUNT(*) FROM practice_charge c
     JOIN progress_enrollment e ON e.id = c.enrollment_id JOIN practice_call k ON k.id = c.call_id
     WHERE e.user_id = %(user)s AND c.made_on = %(today)s AND c.reserved > 0
       AND c.lesson_id = %(lesson)s AND k.kind <> 'judge') AS used_lesson_day,
    (SELECT m.tokens FROM practice_sitemonth m WHERE m.month = %(month)s) AS used_site_month,
    a.learner_day, a.lesson_day, a.site_month
FROM (SELECT 1 AS one) one LEFT JOIN practice_allowance a ON a.id = one.one
"""


def _set_aside(call: Call) -> int:
    if call.kind == Call.Kind.IMAGE and call.attempt:
        return counting.TOKENS_OF_A_PICTURE * call.attempt.settings["count"]
    return RESERVED_REPLY


def _currency(call: Call) -> str:
    price = price_of_a_picture(call.model) if call.kind == Call.Kind.IMAGE else price_of(call.model)
    return price.currency if price else ""


def _fill_in(charge: Charge, call: Call) -> None:
    used = {"input": call.input_tokens or 0, "output": call.output_tokens or 0}
    charge.spent = sum(used.values())
    if call.kind == Call.Kind.IMAGE:
        if each := price_of_a_picture(call.model):
            charge.cost, charge.currency = each.of(call.pictures or 0), each.currency
    # Whoever asks with a key of their own pays by prices we do not know.
    elif call.asks != Call.Asks.OWN and (price := price_of(call.model)):
        charge.cost, charge.currency = price.of(**used), price.currency


def _take(month: date, tokens: int, *, limit: int) -> bool:
    """The update is the lock: of two for whom there is room for one, one sees 1."""
    SiteMonth.objects.bulk_create([SiteMonth(month=month)], ignore_conflicts=True)
    row = SiteMonth.objects.filter(month=month)
    if limit:
        row = row.filter(tokens__lte=limit - tokens)
    return bool(row.update(tokens=F("tokens") + tokens))


def _this_month() -> date:
    return timezone.localdate(timezone=timezone.get_default_timezone()).replace(day=1)


def _start_of_next(month: date) -> datetime:
    following = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    return datetime.combine(following, time.min, timezone.get_default_timezone())
