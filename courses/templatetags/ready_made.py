"""Marks that stand alike in ready-made fragments and in fresh ones."""

from django import template

from .. import ready

register = template.Library()
register.simple_tag(ready.form_key, takes_context=True)
