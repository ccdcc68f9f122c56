"""What has to follow when allauth or a migration has done its part."""

from allauth.account.signals import password_changed, password_reset, password_set
from django.apps import apps
from django.core.management import call_command
from django.db.models.signals import post_migrate
from django.dispatch import receiver

from .models import User
from .services import clear_must_change_password, ensure_instructors_group


@receiver([password_changed, password_set, password_reset])
def the_password_is_their_own_now(sender: object, user: User, **kwargs) -> None:
    clear_must_change_password(user=user)


# Sent by the auth app: it stands behind our rooms in INSTALLED_APPS, so their permissions exist by then.
@receiver(post_migrate, sender=apps.get_app_config("auth"))
def instructors_get_their_rights(sender: object, using: str, **kwargs) -> None:
    ensure_instructors_group()


@receiver(post_migrate, sender=apps.get_app_config("accounts"))
def rate_limits_get_their_table(sender: object, using: str, **kwargs) -> None:
    call_command("createcachetable", database=using, verbosity=0)
