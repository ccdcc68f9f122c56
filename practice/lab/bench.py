"""What one practice bench shows: the task, what was sent and answered, what was handed in and judged."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from courses.markup import render_reply
from courses.models import Exercise

from .. import llm
from ..assignment import TALKS, assignment_of
from ..comparison.sides import Comparison
from ..exams import outlook
from ..grading.checks import characters
from ..grading.feedback import Feedback
from ..images.galleries import Gallery
from ..images.image_bench import ImageBench
from ..models import Artwork, Attempt, Call, HandIn
from ..money import costs
from ..money.quota import Standing
from ..proof.proofs import NOTHING_TYPED, Typed, missing
from ..talks.branches import Tree
from ..talks.talk import Fork, Talk, fork_at
from . import starters
from .reasons import Words, words_for

RUN_HERE = {"chat", "rewrite", "role-play"}
NUMBERS = _("零 一 二 三 四 五 六 七 八 九 十")

ELSEWHERE: dict[str, Any] = {
    "compare": _(
        "这道练习要比两款模型，这个网站现在只接了一款：把提示词复制到你常用的两款里各跑几次，把笔记写在这里。"
    ),
    "image": _(
        "这里还不能直接出图：把提示词复制到你能用的绘图工具里去画，画好的图可以上传到这里，再把结果的文字记录写下来。"
    ),
    "checklist": _("这道练习要在你自己的工具里完成，网页看不到那里；做完把能证明的文字或链接贴回来。"),
    "project": _("项目要在平台上一步步做，网页看不到那里；每到一个节点，把链接和记录贴回来。"),
}
HANDED_IN: dict[str, Any] = {
    "prompt": _("你发送的提示词"),
    "transcript": _("从第一句到这一句的整段对话"),
    "note": _("你的笔记"),
    "evidence": _("你的结果和证明"),
    "self": _("你对照自查表打的勾"),
}


@dataclass(frozen=True)
class Turn:
    """One prompt and what became of it."""

    attempt: Attempt
    fork: Fork | None = None
    pictures: Sequence[Artwork] = ()

    @property
    def call(self) -> Call:
        return self.attempt.call

    @property
    def template(self) -> str:
        return f"practice/_{'drawn_' if self.call.kind == Call.Kind.IMAGE else ''}turn.html"

    @cached_property
    def words(self) -> Words | None:
        return words_for(self.call)

    @property
    def reply_html(self) -> str:
        return render_reply(self.call.text)

    @property
    def can_be_sent_again(self) -> bool:
        return self.call.status in {Call.Status.PARTIAL, Call.Status.FAILED, Call.Status.CANCELLED}


@dataclass(frozen=True)
class Bench:
    exercise: Exercise
    task: dict
    is_enrolled: bool
    is_signed_in: bool = True
    attempts: Sequence[Attempt] = ()  # of the branch that is shown and what others began with; newest first
    tree: Tree = field(default_factory=Tree)
    branch: Sequence[int] = ()
    feedback: Feedback | None = None
    standing: Standing | None = None
    draft: str = ""
    typed: Typed = NOTHING_TYPED
    asks_consent_for: str = ""
    is_open: bool = False
    gallery: Gallery | None = None  # only where the task has pictures
    comparison: Comparison | None = None
    image: ImageBench | None = None  # the same
    own: llm.Source | None = None  # whom a key of the learner's own asks

    @property
    def anchor(self) -> str:
        return f"practice-{self.exercise.key}"

    @property
    def number(self) -> str:
        keys = [task["id"] for task in self.exercise.lesson.document["practice"]]
        place = keys.index(self.exercise.key) + 1
        numbers = str(NUMBERS).split()
        return numbers[place] if place < len(numbers) else str(place)

    @property
    def runs_here(self) -> bool:
        return self.task["mode"] in RUN_HERE or self.draws_here

    @property
    def draws_here(self) -> bool:
        return bool(self.image and self.image.offer)

    @property
    def why_elsewhere(self) -> str | Promise:
        return ELSEWHERE[self.task["mode"]]

    @property
    def has_model(self) -> bool:
        return self.own is not None or llm.configured()

    @property
    def is_judged_by_a_model(self) -> bool:
        return self._might_be_judged and not self.held_back

    @property
    def _might_be_judged(self) -> bool:
        return self.has_model and assignment_of(self.exercise).is_judged

    @property
    def held_back(self) -> str:
        """Why no model will grade what is handed in now, as `HandIn.held_back` says it."""
        return outlook.why_held_back(self.exercise) if self.is_enrolled and self._might_be_judged else ""

    @property
    def handed_in(self) -> str | Promise:
        if self.hands_in_text and self.task["grade"] == "transcript":
            return _("整段对话")
        return HANDED_IN[self.task["grade"]]

    @property
    def left(self) -> str:
        """What sending the text in the box costs, and what is left. Empty where no model is asked."""
        if self.image:  # pictures go through the site
            return self.image.price
        if self.own:
            return costs.words_with_own_key(self.own.host)
        if self.comparison and self.standing:
            return self.comparison.left(self.standing)
        return self._left_for([self.text])

    @property
    def left_for_next(self) -> str:
        """The same for one more turn of the conversation."""
        return self._left_for(self._said)

    @property
    def judging_costs(self) -> str:
        if self.own:
            return costs.words_with_own_key(self.own.host)
        assignment = assignment_of(self.exercise)
        texts = [assignment.instructions, assignment.material, *self._judged]
        texts += [words for row in assignment.rubric for words in (row.criterion, row.full, row.half, row.zero)]
        return costs.words_before_judging(asked=sum(llm.estimate(text) for text in texts))

    @property
    def _judged(self) -> list[str]:
        if self.hands_in_text:
            return [self.result]
        if assignment_of(self.exercise).is_conversation:
            return [self.task.get("system") or "", *self._said]
        return [self.text]

    @property
    def _said(self) -> list[str]:
        return [words for turn in self.turns for words in (turn.attempt.text, turn.call.text)]

    def _left_for(self, texts: list[str]) -> str:
        if self.own:
            return costs.words_with_own_key(self.own.host)
        if self.standing is None:
            return ""
        asked = sum(llm.estimate(text) for text in [self.task.get("system") or "", *texts])
        return costs.words_before_sending(self.standing, asked=asked)

    @property
    def is_passed(self) -> bool:
        hand_in = self.feedback and self.feedback.hand_in
        return bool(hand_in and getattr(hand_in, "is_ever_passed", False))

    @property
    def shows_good_example(self) -> bool:
        """After the first hand-in that came through the checks: the learner has done their own work by then."""
        hand_in = self.feedback and self.feedback.hand_in
        return bool(hand_in and getattr(hand_in, "is_ever_through", False))

    @cached_property
    def turns(self) -> list[Turn]:
        """The branch that is shown, whole."""
        known = {attempt.pk: attempt for attempt in self.attempts}
        forks = {pk: fork_at(pk, tree=self.tree) for pk in self.branch} if self.is_talk else {}
        return [Turn(known[pk], forks.get(pk), self._pictures_of(known[pk])) for pk in self.branch if pk in known]

    def _pictures_of(self, attempt: Attempt) -> Sequence[Artwork]:
        return self.image.pictures_of(attempt) if self.image else ()

    @property
    def is_talk(self) -> bool:
        return self.task["mode"] in TALKS

    @cached_property
    def talk(self) -> Talk:
        return Talk(self.tree, self.branch, self.attempts, max_turns=self.task.get("max_turns") or 0)

    @property
    def takes_pasted_talk(self) -> bool:
        """A conversation may have been held elsewhere."""
        return self.runs_here and self.task["grade"] == "transcript"

    @property
    def pasted(self) -> str:
        hand_in = self.feedback and self.feedback.hand_in
        return hand_in.text if hand_in and hand_in.attempt_id is None else ""

    @property
    def latest(self) -> Turn | None:
        return self.turns[-1] if self.turns else None

    @property
    def earlier(self) -> list[Turn]:
        if self.comparison:  # shows its runs, which may be hidden
            return []
        shown = {turn.attempt.pk for turn in self.turns}
        return [Turn(attempt) for attempt in self.attempts if attempt.pk not in shown]

    @property
    def can_continue(self) -> bool:
        goes_on = self.is_talk and not self.talk.is_used_up
        return bool(goes_on and self.latest and self.latest.call.text and self.latest.call.is_over)

    @property
    def has_conversation(self) -> bool:
        """A conversation shows both voices and goes on below them; a prompt under repair stands in its box."""
        return self.is_talk and bool(self.turns)

    @property
    def hands_in_text(self) -> bool:
        """Work that is no prompt of ours is typed or pasted; that of a picture task is more than what is drawn with."""
        return not self.runs_here or self.draws_here or self.task["grade"] in {"note", "evidence"}

    @property
    def offers_hand_in(self) -> bool:
        """Not while a verdict is awaited, and not twice for the same prompt unless the first could not be graded."""
        hand_in = self.feedback.hand_in if self.feedback else None
        if hand_in and self.feedback_is_newer:
            if hand_in.status == HandIn.Status.CHECKING:
                return hand_in.is_over_quota  # a judge may be asked when the allowance is back
            if hand_in.status == HandIn.Status.GRADED and not self.hands_in_text:
                return False
        return self.hands_in_text or bool(self.latest and self.latest.call.is_over)

    @property
    def result(self) -> str:
        """What stands in the box for pasted work: what was not handed in yet, else the last one, to be mended."""
        if self.draft or self.feedback:
            return self.draft or (self.feedback.hand_in.text if self.feedback else "")
        is_begun = self.draws_here and self.latest and self.task["grade"] == "prompt"
        return self.latest.attempt.text if is_begun and self.latest else ""

    @property
    def lines(self) -> list[tuple[str, bool]]:
        """What there is to tick, and what is ticked."""
        return [(line, line in self.typed.ticks) for line in self.task.get("self_check") or ()]

    @property
    def takes_links(self) -> bool:
        return "link" in (self.task.get("evidence") or ())

    @property
    def still_missing(self) -> list[str]:
        """Words about evidence that would help, once something was handed in."""
        if self.feedback is None:
            return []
        pictures = self.gallery.artworks if self.gallery else ()
        there = {"text": self.feedback.hand_in.text, "link": self.typed.links, "image": pictures}
        return missing(self.task.get("evidence") or (), given=[kind for kind, given in there.items() if given])

    @property
    def feedback_is_newer(self) -> bool:
        """The last thing the learner did here was to hand in."""
        if not self.feedback or not self.latest:
            return bool(self.feedback)
        of = self.feedback.hand_in.attempt_id
        if of and self.is_talk and of not in self.branch:
            return False  # it is about another branch
        return self.feedback.hand_in.created_at >= self.latest.attempt.created_at

    @cached_property
    def stretches(self) -> list[starters.Stretch]:
        return starters.stretches(self.task.get("starter") or "", (self.task.get("variables") or ()))

    @property
    def starter(self) -> str:
        return "".join(stretch.text for stretch in self.stretches)

    @property
    def sides(self) -> list[tuple[str, str]]:
        """The prompts to copy: one, or a left and a right one."""
        both = self.task.get("starters")
        if both:
            variables = self.task.get("variables") or ()
            pairs = [(_("左边的提示词"), both["a"]), (_("右边的提示词"), both["b"])]
            return [(str(name), starters.filled(text, variables)) for name, text in pairs]
        return [(str(_("开场白")), self.starter)] if self.starter else []

    @property
    def text(self) -> str:
        """What stands in the text box at first: what was not sent, else the prompt being repaired, else the starter."""
        if self.draft or not self.turns or self.has_conversation:
            return self.draft or self.starter
        return self.turns[-1].attempt.text

    @property
    def variables(self) -> list[dict]:
        return [
            variable | {"count": characters(variable["default"])} for variable in (self.task.get("variables") or ())
        ]

    @property
    def count(self) -> int:
        return characters(self.text)

    @property
    def result_count(self) -> int:
        return characters(self.result)

    @property
    def wanted(self) -> list[str]:
        """The checks in words, before anything is handed in."""
        return list(_wanted(self.task.get("checks") or {}))

    @property
    def is_untouched(self) -> bool:
        """Nothing in it belongs to one learner."""
        has_pictures = self.gallery is not None and bool(self.gallery.artworks)
        return not self.attempts and self.feedback is None and not self.draft and not self.typed and not has_pictures

    @property
    def look(self) -> tuple[object, ...]:
        """All that can differ between two untouched benches of one task."""
        models = self.comparison.look if self.comparison else llm.model_for("image")
        return (
            self.is_enrolled,
            self.is_signed_in,
            self.is_open,
            self.asks_consent_for,
            self.has_model,
            models,
            self.own and self.own.label,
            self.held_back,
        )


def _wanted(checks: dict):
    least, most = checks.get("min_chars"), checks.get("max_chars")
    if least and most:
        yield _("%(least)d 到 %(most)d 字，空格和换行不算") % {"least": least, "most": most}
    elif least:
        yield _("至少 %(least)d 字，空格和换行不算") % {"least": least}
    elif most:
        yield _("最多 %(most)d 字，空格和换行不算") % {"most": most}
    if turns := checks.get("min_turns"):
        yield ngettext("你至少说 %(turns)d 轮", "你至少说 %(turns)d 轮", turns) % {"turns": turns}
    if "phone" in (checks.get("forbid") or ()):
        yield _("没有手机号")
    if "id_number" in (checks.get("forbid") or ()):
        yield _("没有身份证号")
    if columns := checks.get("columns"):
        yield _("表格有这些列：%(columns)s") % {"columns": _("、").join(columns)}
