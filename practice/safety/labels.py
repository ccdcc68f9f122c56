"""The words that say who wrote an answer. They stand beside it and go along when it leaves the page.

Visible and in words, as GB 45438-2025 and Art. 50 of the EU AI Act ask; never on what a person wrote.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..models import Call, Evaluation

BY_A_MODEL = _("AI 生成")
BY_THE_AUTHOR = _("示例回复，由课程作者编写，不是模型输出")


def of_reply(call: Call) -> str | Promise:
    return BY_THE_AUTHOR if call.is_sample else BY_A_MODEL


def of_verdict(verdict: Evaluation) -> str | Promise:
    """Empty where a person judged."""
    return BY_A_MODEL if verdict.by == Evaluation.By.MODEL else ""
