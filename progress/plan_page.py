"""What the plan page shows: the plan, the wish in its form, and what would change."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby

from django.conf import settings
from django.utils.translation import gettext as _

from . import public_holidays, services
from .current import Learner
from .facts import read_replan, read_rhythm
from .forms import PlanForm
from .learner_plan import LearnerPlan, PlannedLesson, PlannedStage
from .models import CalendarLink, Enrollment, PlanChange
from .rules import CalendarRule, calendar_rules
from .schedule import Mode
from .study_days import EVERY_DAY, ONE_DAY, Break


@dataclass(frozen=True)
class Weekday:
    digit: str
    label: str
    name: str
    is_chosen: bool


@dataclass(frozen=True)
class StageShift:
    """One row of the comparison: a stage, or the whole course, before and after."""

    title: str
    before: date
    after: date

    @property
    def days(self) -> int:
        return abs((self.after - self.before).days)

    @property
    def is_later(self) -> bool:
        return self.after > self.before


@dataclass(frozen=True)
class Move:
    lesson: PlannedLesson
    was_on: date


@dataclass(frozen=True)
class MadeChange:
    row: PlanChange
    is_last: bool

    @property
    def words(self) -> list[str]:
        return list(_words(self.row))


def _words(change: PlanChange) -> Iterator[str]:
    before, replan = read_rhythm(change.before), read_replan(change.after)
    after = replan.rhythm
    if replan.starts_on:
        yield _("从 %(day)s 开始") % {"day": replan.starts_on}
    if replan.mode is Mode.DATE:
        yield _("结束日期不变，没做的课重新摊匀")
    elif after.minutes and before.minutes != after.minutes:
        yield _("每天大约 %(minutes)d 分钟") % {"minutes": after.minutes}
    elif before.minutes and not after.minutes:
        yield _("照大纲的天数")
    if before.weekdays != after.weekdays:
        yield _("每周学 %(days)s") % {"days": weekday_names(after.weekdays)}
    if before.keeps_holidays != after.keeps_holidays:
        yield _("法定节假日不学") if after.keeps_holidays else _("法定节假日照学")
    if after.pause and not before.pause:
        yield _("从 %(day)s 起暂停") % {"day": after.pause.first_on}
    if before.pause and not after.pause:
        yield _("结束暂停")
    for off in after.breaks:
        if not off.is_open and off not in before.breaks:
            yield _("休息 %(first)s 到 %(last)s") % {"first": off.first_on, "last": off.last_on}
    for off in before.breaks:
        if not off.is_open and off not in after.breaks:
            yield _("取消休息 %(first)s 到 %(last)s") % {"first": off.first_on, "last": off.last_on}


def weekday_labels() -> dict[str, tuple[str, str]]:
    return {
        "1": (_("一"), _("星期一")),
        "2": (_("二"), _("星期二")),
        "3": (_("三"), _("星期三")),
        "4": (_("四"), _("星期四")),
        "5": (_("五"), _("星期五")),
        "6": (_("六"), _("星期六")),
        "7": (_("日"), _("星期日")),
    }


def weekday_names(digits: str) -> str:
    if digits == EVERY_DAY:
        return _("每天")
    return _("、").join(weekday_labels()[digit][1] for digit in digits)


class PlanPage:
    def __init__(self, learner: Learner, enrollment: Enrollment, form: PlanForm | None):
        self.enrollment = enrollment
        self.current = learner.plan_of(enrollment)
        self.form = form or PlanForm(today=learner.today, initial=self._as_it_is())
        self.shown = self._previewed() if form is not None and form.is_valid() else self.current

    def _as_it_is(self) -> dict[str, object]:
        return {"minutes": self.current.facts.rhythm.minutes, "starts_on": self.current.starts_on}

    def _previewed(self) -> LearnerPlan:
        try:
            return services.preview_plan(current=self.current, wish=self.form.wish())
        except services.NotPossible as refusal:
            self.form.add_error("mode", str(refusal))
            return self.current

    @property
    def has_errors(self) -> bool:
        return self.form.is_bound and bool(self.form.errors)

    @property
    def message(self) -> str:
        return next((str(error) for errors in self.form.errors.values() for error in errors), "")

    @property
    def errors(self) -> list[str]:
        return [str(error) for errors in self.form.errors.values() for error in errors]

    @property
    def is_preview(self) -> bool:
        return self.form.is_bound and not self.form.errors

    @property
    def is_change(self) -> bool:
        return self.shown is not self.current

    # --- The controls, as the learner last set them --------------------------------------------------------

    @property
    def mode(self) -> str:
        return (self.form.data.get("mode") if self.form.is_bound else "") or Mode.LOAD.value

    @property
    def modes(self) -> list[tuple[str, str, bool]]:
        return [(value, label, value == self.mode) for value, label in self.form.fields["mode"].choices]  # type: ignore[attr-defined]

    @property
    def weekdays(self) -> list[Weekday]:
        sent = self.form["weekdays"].value() if self.form.is_bound else None
        chosen = self.current.facts.rhythm.weekdays if sent is None else "".join(sent)
        return [Weekday(digit, *labels, digit in chosen) for digit, labels in weekday_labels().items()]

    @property
    def breaks(self) -> list[tuple[Break, bool]]:
        """Breaks to keep or drop: those that hold now, and those of the wish."""
        now = [off for off in self.current.facts.rhythm.breaks if not off.is_open]
        wished = self._wished_breaks(now)
        return [(off, off in wished) for off in sorted({*now, *wished}, key=lambda off: off.first_on)]

    def _wished_breaks(self, now: list[Break]) -> list[Break]:
        if not self.is_preview or self.form.cleaned_data["breaks"] is None:
            return now
        return list(self.form.cleaned_data["breaks"])

    @property
    def keeps_holidays(self) -> bool:
        wished = self.form.cleaned_data["holidays"] if self.is_preview else None
        return self.current.facts.rhythm.keeps_holidays if wished is None else wished

    @property
    def unknown_years(self) -> list[int]:
        """Years of the plan whose public holidays nobody has announced yet."""
        if not self.shown.facts.rhythm.keeps_holidays:
            return []
        known = public_holidays.calendar(self.enrollment.course.edition).years
        return [year for year in range(self.current.today.year, self.shown.finish_on.year + 1) if year not in known]

    @property
    def wish(self) -> list[tuple[str, str]]:
        """The previewed wish as fields, so that exactly this is applied."""
        data = self.form.cleaned_data
        fields = [("mode", data["mode"].value)]
        if data["holidays"] is not None:
            fields.append(("holidays", str(int(data["holidays"]))))
        fields += [(name, str(data[name])) for name in ("minutes", "starts_on") if data[name] is not None]
        if data["weekdays"] is not None:
            fields.append(("weekdays", data["weekdays"]))
        if data["breaks"] is not None:
            fields += [("breaks", ""), *(("breaks", str(off)) for off in data["breaks"])]
        fields += [(name, "1") for name in ("pause", "resume") if data[name]]
        return fields

    @property
    def idle_break(self) -> Break | None:
        """Days without a finished lesson, offered to a learner who is behind as days off."""
        since = self.current.idle_since
        if not self.current.behind or not since or self.current.pause:
            return None
        return Break(since, self.current.today - ONE_DAY)

    @property
    def kept_breaks(self) -> list[Break]:
        return [off for off in self.current.facts.rhythm.breaks if not off.is_open]

    # --- What would change ---------------------------------------------------------------------------------

    @property
    def rules(self) -> list[CalendarRule]:
        return calendar_rules([self.current, self.shown] if self.is_change else [self.current])

    @property
    def finish(self) -> StageShift:
        return StageShift(_("全程"), self.current.finish_on, self.shown.finish_on)

    @property
    def shifts(self) -> list[StageShift]:
        pairs = zip(self.current.stages, self.shown.stages, strict=True)
        return [*(StageShift(was.title, was.ends_on, will.ends_on) for was, will in pairs), self.finish]

    @cached_property
    def moves(self) -> list[Move]:
        """The lessons that get another day, in course order."""
        pairs = zip(self.current.lessons, self.shown.lessons, strict=True)
        return [Move(will, was.on) for was, will in pairs if was.on != will.on]

    @cached_property
    def calendar_address(self) -> str:
        link = CalendarLink.objects.filter(enrollment=self.enrollment).first()
        return f"{settings.SITE_URL}{link.get_absolute_url()}" if link else ""

    # --- The lists -----------------------------------------------------------------------------------------

    @cached_property
    def changes(self) -> list[MadeChange]:
        rows = list(self.enrollment.changes.filter(undone_at=None))
        return [MadeChange(row, row is rows[-1]) for row in reversed(rows)]

    @property
    def days(self) -> list[tuple[PlannedStage, bool, list[tuple[date, list[PlannedLesson]]]]]:
        """Lessons by stage and day; the stage to go on with stands open."""
        waiting = [lesson.fact.stage for lesson in self.shown.lessons if lesson.is_waiting]
        listed = []
        for stage in self.shown.stages:
            own = sorted((x for x in self.shown.lessons if x.fact.stage == stage.fact), key=lambda x: (x.on, x.place))
            by_day = [(on, list(lessons)) for on, lessons in groupby(own, key=lambda lesson: lesson.on)]
            listed.append((stage, bool(waiting) and waiting[0] == stage.fact, by_day))
        return listed
