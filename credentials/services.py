"""Issuing, taking back, revoking. Keyword-only, harmless twice."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from progress.models import Award

from . import snapshots
from .models import Credential


class NotPossible(Exception):
    """A revoked credential stays as it is; the message tells its holder what they can do."""


@transaction.atomic
def issue(*, award: Award, name: str, drawn_name: str = "") -> Credential:
    """A page anyone with the code can read. Issued before: the name is set, and one taken back stands again.

    The code, the date and what the credential says remain those of the first time.
    """
    credential, is_new = Credential.objects.select_for_update().get_or_create(
        award=award,
        defaults={
            "name": name,
            "drawn_name": drawn_name,
            "snapshot": snapshots.of(award),
            "issued_at": timezone.now(),
        },
    )
    if is_new:
        return credential
    _require_not_revoked(credential)
    credential.name, credential.drawn_name, credential.withdrawn_at = name, drawn_name, None
    credential.save(update_fields=["name", "drawn_name", "withdrawn_at"])
    return credential


def withdraw(*, credential: Credential) -> None:
    """The holder takes it back: the page stays, without a name, and can be brought back under the same code."""
    Credential.objects.filter(pk=credential.pk, withdrawn_at=None).update(withdrawn_at=timezone.now())


def revoke(*, credential: Credential, because: str) -> None:
    """By an instructor. The first reason and date are kept."""
    Credential.objects.filter(pk=credential.pk, revoked_at=None).update(
        revoked_at=timezone.now(), revoked_because=because
    )


def reinstate(*, credential: Credential) -> None:
    """A revocation that was a mistake."""
    Credential.objects.filter(pk=credential.pk).update(revoked_at=None, revoked_because="")


def _require_not_revoked(credential: Credential) -> None:
    if credential.revoked_at:
        raise NotPossible(_("这张证书被老师撤销了，不能再改。觉得不对，请联系老师。"))
