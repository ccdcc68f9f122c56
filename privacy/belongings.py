"""Which rows are a person's, found from the models themselves, so that a new room cannot be forgotten.

A row belongs to a person when foreign keys with CASCADE lead from it to the user: it goes when they go.
Any other foreign key only mentions the person; each mention is listed here with what becomes of it.
"""

from collections.abc import Iterator

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Q, QuerySet

# Not in the archive, each for a reason a person can be told. They are erased all the same.
NOT_IN_ARCHIVE = {
    "account.EmailConfirmation": "links sent by mail, of no use once opened",
    "accounts.User_groups": "the groups stand in the profile",
    "accounts.User_user_permissions": "rights are the operator's, not the person's",
    "practice.Piece": "the same words as the reply, cut as they arrived",
}

# Never leave the database, not even for their owner: who holds them could sign in, or read along.
WITHHELD = {
    "accounts.User": {"password", "is_superuser"},
    "mfa.Authenticator": {"data"},
    "practice.OwnKey": {"sealed_key", "tail"},
    "progress.CalendarLink": {"token"},
    "reminders.Reminder": {"token"},
    "usersessions.UserSession": {"session_key", "data"},
}

# Foreign keys that are emptied when the person goes, and what stays without them.
MENTIONS = {
    "accounts.Invitation.made_by": "the invitation, for whoever holds the link",
    "courses.LessonRevision.by": "the text of the lesson, which belongs to the course",
    "practice.Evaluation.judge": "the verdict, which belongs to the learner whose work it is",
    "practice.SecondLook.taken_by": "the request of the learner",
    "teaching.Letter.by": "the letter, as long as a learner is left who got it",
}


def models_of_a_person() -> dict[type[models.Model], list[str]]:
    """Each model with rows of a person, and the lookups that lead from it to the user."""
    user_model = get_user_model()
    paths: dict[type[models.Model], list[str]] = {user_model: ["pk"]}
    waiting: list[type[models.Model]] = [user_model]
    while waiting:
        target = waiting.pop(0)
        for link in _links_to(target):
            model = link.model
            if model is target or link.remote_field.on_delete is not models.CASCADE:
                continue
            found = [link.name if path == "pk" else f"{link.name}__{path}" for path in paths[target]]
            if model not in paths:
                waiting.append(model)
            paths.setdefault(model, [])
            paths[model] += [path for path in found if path not in paths[model]]
    return paths


def mentions() -> Iterator[models.ForeignKey]:
    """Foreign keys to a user that do not make the row theirs."""
    return (link for link in _links_to(get_user_model()) if link.remote_field.on_delete is not models.CASCADE)


def rows(model: type[models.Model], *, user: models.Model) -> QuerySet:
    condition = Q()
    for path in models_of_a_person()[model]:
        condition |= Q(**{path: user.pk})
    # Two paths may lead to one row; `pk in` keeps it single without DISTINCT over JSON columns.
    return model._default_manager.filter(pk__in=model._default_manager.filter(condition).values("pk")).order_by("pk")


def _links_to(target: type[models.Model]) -> Iterator[models.ForeignKey]:
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            if isinstance(field, models.ForeignKey) and field.related_model is target:
                yield field
