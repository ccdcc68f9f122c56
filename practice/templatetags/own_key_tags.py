"""The way from the account page to a learner's own key."""

from typing import Any

from django import template

from practice.providers.own_key import OwnKey

register = template.Library()


@register.inclusion_tag("practice/_own_key_link.html", takes_context=True)
def own_key_link(context: template.Context) -> dict[str, Any]:
    return {"own_key": OwnKey.objects.filter(user=context["request"].user).first()}
