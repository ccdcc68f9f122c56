"""Taking one's data along, and leaving for good."""

import tempfile
from typing import IO

from allauth.account.models import EmailAddress
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from accounts.models import User
from accounts.services import end_all_sessions
from practice.models import Call
from progress.models import Enrollment

from . import archive, belongings, letters

SMALL = 8 * 1024 * 1024  # bytes; a larger archive is built on disk


def export_person(*, user: User) -> IO[bytes]:
    """A zip archive of everything, open and at its beginning."""
    file = tempfile.SpooledTemporaryFile(max_size=SMALL)  # noqa: SIM115  the caller reads and closes it
    archive.write(file, user=user)
    file.seek(0)
    return file


def erase_person(*, user: User) -> None:
    """Nothing of the person stays: no row, no session, no line in the admin's log, no letter on this machine."""
    with transaction.atomic():
        person = User.objects.select_for_update().filter(pk=user.pk).first()
        if person is None:
            return
        _hold_still(person)
        end_all_sessions(user=person)
        _forget_admin_log(person)
        addresses = {person.email, *EmailAddress.objects.filter(user=person).values_list("email", flat=True)}
        transaction.on_commit(lambda: letters.burn(to=addresses))
        # A worker that no longer finds its call stops asking the provider, so running answers end here, too.
        person.delete()


def _hold_still(person: User) -> None:
    """Lock what new rows would hang on, so that no prompt and no piece of an answer slips in while we delete."""
    for model in (Enrollment, Call):
        list(belongings.rows(model, user=person).select_for_update().values_list("pk", flat=True))


def _forget_admin_log(person: User) -> None:
    # Its lines carry the names of the rows they speak of, an e-mail address among them.
    for model in belongings.models_of_a_person():
        if model in admin.site._registry:
            keys = [str(pk) for pk in belongings.rows(model, user=person).values_list("pk", flat=True)]
            kind = ContentType.objects.get_for_model(model)
            LogEntry.objects.filter(content_type=kind, object_id__in=keys).delete()
