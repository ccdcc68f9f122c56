from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.models import Lesson, LessonRevision

from .anchors import CONTEXT, Anchor
from .models import LONGEST_QUOTE, LONGEST_TEXT, Note
from .places import page_of


class Words(forms.CharField):
    """Text of a reader. Line ends, which browsers change by themselves, are made one."""

    widget = forms.Textarea

    def __init__(self, *, longest: int, **options: Any):
        super().__init__(required=False, **options)
        self.longest = longest

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n")

    def validate(self, value: str) -> None:
        super().validate(value)
        if len(value) > self.longest:
            message = _("现在有 %(count)d 个字，最多 %(longest)d 个。")
            raise forms.ValidationError(message, params={"count": len(value), "longest": self.longest})


class NoteForm(forms.Form):
    """A note, a highlight or a bookmark on a lesson.

    `revision` is the text the reader had before their eyes. When the lesson has changed in that very minute, what
    they marked is kept as they marked it.
    """

    text = Words(longest=LONGEST_TEXT, label=_("笔记"))
    quote = Words(longest=LONGEST_QUOTE, label=_("摘一句原文"))
    prefix = forms.CharField(required=False, strip=False)  # type: ignore[assignment]  # of the quote, not of the form
    suffix = forms.CharField(required=False, strip=False)
    heading = forms.CharField(required=False, max_length=200, label=_("放在哪里"))
    revision = forms.ModelChoiceField(LessonRevision.objects.none(), required=False)
    bookmark = forms.BooleanField(required=False)

    def __init__(self, data: Any = None, *, lesson: Lesson):
        super().__init__(data)
        self.lesson = lesson
        self._headings = {heading["id"]: heading["text"] for heading in lesson.headings}
        self.fields["revision"].queryset = lesson.revisions.all()  # type: ignore[attr-defined]

    def clean_prefix(self) -> str:
        return self.cleaned_data["prefix"][-CONTEXT:]

    def clean_suffix(self) -> str:
        return self.cleaned_data["suffix"][:CONTEXT]

    def clean_heading(self) -> str:
        """A heading that is gone keeps nobody from writing: the note stands on the lesson then."""
        heading = self.cleaned_data["heading"]
        return heading if heading in self._headings else ""

    def clean(self) -> dict[str, Any]:
        wish = self.cleaned_data
        if self.errors:
            return wish
        wish["revision"] = wish["revision"] or self.lesson.published
        if wish["bookmark"]:
            wish |= {"text": "", "quote": "", "prefix": "", "suffix": ""}
        elif not wish["text"] and not wish["quote"]:
            self.add_error("text", _("写几个字，或者摘一句原文；只想记住位置，就点「加书签」。"))
        wish["anchor"] = Anchor(wish["quote"], wish["prefix"], wish["suffix"], wish["heading"])
        if wish["quote"]:
            self._place_quote()
        wish["heading_words"] = self._headings.get(wish["anchor"].heading, "")[:200]
        return wish

    def _place_quote(self) -> None:
        wish = self.cleaned_data
        place = page_of(self.lesson).find(wish["anchor"])
        if place and not place.is_changed:
            wish["anchor"], wish["revision"] = place.anchor, self.lesson.published
        elif wish["revision"] == self.lesson.published:
            self.add_error("quote", _("这一课里没有找到这句话。请从课文里原样复制，或者把它写进笔记里。"))


class TextForm(forms.Form):
    """Only the reader's own words; what they marked stays."""

    text = Words(longest=LONGEST_TEXT, label=_("笔记"))

    def __init__(self, data: Any, *, note: Note):
        super().__init__(data)
        self.note = note

    def clean_text(self) -> str:
        text = self.cleaned_data["text"]
        if not text and not self.note.quote:
            raise forms.ValidationError(_("笔记不能是空的。不要它了，就点「删除」。"))
        return text
