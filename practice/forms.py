import uuid
from collections.abc import Iterable

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from .models import Attempt, HandIn
from .proof.links import Link
from .proof.links import read as read_links
from .proof.proofs import Proofs

LONGEST_PROMPT = 8000
LONGEST_WORK = 20_000
LONGEST_LINKS = 8000
LONGEST_DISCLOSURE = 500
LEVEL = "level-"
LEVELS = ("full", "half", "zero")


class Words(forms.CharField):
    """A text kept as it was written; only line ends, which browsers change by themselves, are made one."""

    widget = forms.Textarea

    def __init__(self, *, longest: int, **options):
        super().__init__(strip=False, **options)
        self.longest = longest

    def to_python(self, value):
        return (super().to_python(value) or "").replace("\r\n", "\n")

    def validate(self, value: str) -> None:
        super().validate(value)
        if self.required and not value.strip():
            raise forms.ValidationError(_("先写点内容再发送。"))
        if len(value) > self.longest:
            message = _("现在有 %(count)d 个字，最多 %(longest)d 个。")
            raise forms.ValidationError(message, params={"count": len(value), "longest": self.longest})


class Kept(forms.Form):
    """Sent twice with one key, a form is kept once."""

    idempotency_key = forms.CharField(max_length=80, required=False)

    def __init__(self, data=None, *, key: str | None = None, mine=None):
        super().__init__(data)
        self.header_key = key
        for name in ("parent", "attempt", "instead"):
            if name in self.fields:
                self.fields[name].queryset = mine  # type: ignore[attr-defined]

    def clean_idempotency_key(self) -> str:
        key = self.header_key or self.cleaned_data["idempotency_key"] or uuid.uuid4().hex
        if len(key) > 80:
            raise forms.ValidationError(_("Idempotency-Key 最多 80 个字符。"))
        return key

    def refuse(self, refusal: forms.ValidationError) -> None:
        """What a service found wrong. It may know criteria this form has no field for: those of an older rubric."""
        for name in getattr(refusal, "error_dict", ()):
            self.fields.setdefault(name, forms.CharField(required=False))
        self.add_error(None, refusal)


class AttemptForm(Kept):
    text = Words(longest=LONGEST_PROMPT, error_messages={"required": _("先写点内容再发送。")})
    parent = forms.ModelChoiceField(
        Attempt.objects.none(), required=False, error_messages={"invalid_choice": _("找不到上一轮。")}
    )
    instead = forms.ModelChoiceField(
        Attempt.objects.none(), required=False, error_messages={"invalid_choice": _("找不到要换掉的那一轮。")}
    )
    side = forms.ChoiceField(choices=Attempt.Side, required=False)
    # The other side of the same run, for a program that sends them one by one.
    group = forms.UUIDField(required=False)

    def clean_group(self) -> uuid.UUID | None:
        group = self.cleaned_data["group"]
        mine = self.fields["parent"].queryset  # type: ignore[attr-defined]
        if group and not (self.data.get("side") and mine.filter(group=group).exclude(side="").exists()):
            raise forms.ValidationError(_("找不到这一次的另一边。"))
        return group


class HandInForm(Kept):
    """`levels` are the learner's own verdicts: criterion id to full, half or zero."""

    text = Words(longest=LONGEST_WORK, required=False)
    attempt = forms.ModelChoiceField(
        Attempt.objects.none(), required=False, error_messages={"invalid_choice": _("找不到这次练习。")}
    )
    # Which of the learner's hand-ins the levels are for; without it the latest one that waits.
    hand_in = forms.ModelChoiceField(
        HandIn.objects.none(), required=False, error_messages={"invalid_choice": _("找不到交上去的这一份。")}
    )

    links = Words(longest=LONGEST_LINKS, required=False)
    tick = forms.MultipleChoiceField(
        required=False, error_messages={"invalid_choice": _("自查表改过了，刷新这一页再打勾。")}
    )
    goal = forms.MultipleChoiceField(required=False, error_messages={"invalid_choice": _("这道练习没有这个目标。")})
    disclosed = Words(longest=LONGEST_DISCLOSURE, required=False)

    def __init__(
        self,
        data=None,
        *,
        criteria: Iterable[str],
        lines: Iterable[str] = (),
        goals: Iterable[str] = (),
        waiting: QuerySet[HandIn] | None = None,
        **options,
    ):
        super().__init__(data, **options)
        self.fields["tick"].choices = [(line, line) for line in lines]  # type: ignore[attr-defined]
        self.fields["goal"].choices = [(goal, goal) for goal in goals]  # type: ignore[attr-defined]
        if waiting is not None:
            self.fields["hand_in"].queryset = waiting  # type: ignore[attr-defined]
        sent = [name for name in self.data if name.startswith(LEVEL)]
        for name in dict.fromkeys([*(f"{LEVEL}{criterion}" for criterion in criteria), *sent]):
            self.fields[name] = forms.ChoiceField(
                choices=[(level, level) for level in LEVELS],
                required=False,
                error_messages={"invalid_choice": _("从三档里选一档。")},
            )

    def clean_links(self) -> tuple[Link, ...]:
        return read_links(self.cleaned_data["links"])

    def clean(self) -> dict:
        cleaned = super().clean() or self.cleaned_data
        evidence = Proofs(
            links=cleaned.get("links") or (),
            ticks=tuple(dict.fromkeys(cleaned.get("tick") or ())),
            disclosed=(cleaned.get("disclosed") or "").strip(),
        )
        given = {name: value for name, value in cleaned.items() if name.startswith(LEVEL) and value}
        levels = {name.removeprefix(LEVEL): value for name, value in given.items()}
        return cleaned | {"levels": levels, "evidence": evidence}
