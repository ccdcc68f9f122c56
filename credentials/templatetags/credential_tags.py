"""What other rooms' pages show of credentials."""

from typing import Any

from django import template
from django.http import HttpRequest

from progress.models import Award

from ..models import Credential

register = template.Library()
_KEPT = "_credentials"


@register.inclusion_tag("credentials/_of_award.html", takes_context=True)
def award_credential(context: template.Context, award: Award) -> dict[str, Any]:
    """A link to the credential of a status, or to getting one. All of a learner's are asked for at once."""
    return {"award": award, "credential": _of_learner(context["request"]).get(award.pk)}


def _of_learner(request: HttpRequest) -> dict[int, Credential]:
    if not hasattr(request, _KEPT):
        found = Credential.objects.of(request.user.pk).defer("snapshot")
        setattr(request, _KEPT, {credential.award_id: credential for credential in found})
    return getattr(request, _KEPT)
