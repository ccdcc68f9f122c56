"""What a learner can do with pictures. Keyword-only, harmless twice.

Unpacking and packing a picture takes a second: it is done before anything is locked.
"""

import secrets
from pathlib import PurePosixPath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError, RestrictedError, Sum
from django.utils.translation import gettext as _

from courses.models import Exercise
from progress.models import Enrollment

from .. import pictures
from ..models import Attempt
from ..money import ledger
from .artwork import FOLDER, Artwork, discard, storage

LONGEST_PROMPT = 8_000
_MEGABYTE = 1024 * 1024


def keep_upload(*, enrollment: Enrollment, exercise: Exercise, file: File, prompt: str = "", key: str = "") -> Artwork:
    """Keep a picture made elsewhere, with the words it was made with. The same key again gives the same picture.

    Raises ValidationError with words that say what to mend.
    """
    if key and (earlier := Artwork.objects.filter(enrollment=enrollment, key=key).first()):
        return earlier
    if len(prompt) > LONGEST_PROMPT:
        raise ValidationError(_("提示词最多 %(most)d 字。") % {"most": LONGEST_PROMPT})
    _refuse_full(enrollment, exercise)
    try:
        picture = pictures.take_in(_read(file), propagator=settings.PRODUCER)
    except pictures.Unfit as unfit:
        raise ValidationError(str(unfit.words)) from unfit
    new = Artwork(enrollment=enrollment, exercise=exercise, key=key, prompt=prompt, origin=Artwork.Origin.UPLOADED)
    try:
        return _keep(new, picture, name=secrets.token_hex(16))
    except IntegrityError:
        if not key:
            raise
        # Two requests at the same moment: the other one was first.
        return Artwork.objects.get(enrollment=enrollment, key=key)


def generated(*, attempt: Attempt, number: int, data: bytes, name: str) -> Artwork:
    """A picture a model made, labelled and written under this name; its row is made when its call ends.

    Raises pictures.Unfit for bytes that are no picture.
    """
    new = Artwork(
        enrollment_id=attempt.enrollment_id,
        exercise_id=attempt.exercise_id,
        attempt=attempt,
        number=number,
        prompt=attempt.text,
        settings=attempt.settings,
        origin=Artwork.Origin.GENERATED,
    )
    _write(new, pictures.label(data, producer=producer(), number=PurePosixPath(name).name), name=name)
    return new


def remove(*, artwork: Artwork) -> None:
    """Row and files. Raises ValidationError for what somebody is to judge, or what belongs to an attempt."""
    if not artwork.is_uploaded:
        raise ValidationError(_("在这里生成的图跟着它的练习记录，不单独删除。"))
    try:
        Artwork.objects.filter(pk=artwork.pk).delete()
    except (ProtectedError, RestrictedError) as used:
        raise ValidationError(_("这张图正用着：交上去作证明了，或者在一次对照里。不能删。")) from used


def producer() -> str:
    """Who the labels name."""
    return settings.PRODUCER


def _keep(new: Artwork, picture: pictures.Picture, *, name: str) -> Artwork:
    """Files first: a row without them would be a broken picture."""
    _write(new, picture, name=f"{FOLDER}/{name[:2]}/{name}")
    try:
        with transaction.atomic():
            ledger.hold(new.enrollment)
            _refuse_full(new.enrollment, new.exercise, more=new.bytes)
            new.save(force_insert=True)
    except BaseException:
        discard(new.files)
        raise
    return new


def _write(new: Artwork, picture: pictures.Picture, *, name: str) -> None:
    names = [f"{name}.{picture.suffix}", f"{name}.small.webp"]
    new.width, new.height, new.media_type = picture.width, picture.height, picture.media_type
    new.bytes = len(picture.data) + len(picture.thumbnail)
    if picture.label:
        new.ai_label, new.label = picture.label.value, picture.label.as_json()
    try:
        for file, data in zip(names, (picture.data, picture.thumbnail), strict=True):
            storage().save(file, ContentFile(data))
    except BaseException:
        discard(names)
        raise
    new.original.name, new.thumbnail.name = names


def _read(file: File) -> bytes:
    most = settings.PICTURE_BYTES
    if (file.size or 0) > most:
        words = _("这张图有 %(size).1f MB，一张最多 %(most)d MB。另存成 JPEG 或缩小以后再传。")
        raise ValidationError(words % {"size": file.size / _MEGABYTE, "most": most // _MEGABYTE})
    if not file.size:
        raise ValidationError(_("这个文件是空的。重新选一次。"))
    file.seek(0)
    return file.read()


def _refuse_full(enrollment: Enrollment, exercise: Exercise, *, more: int = 0) -> None:
    """What was brought along is limited; what was generated is limited by what generating costs."""
    mine = Artwork.objects.uploaded().filter(enrollment__user_id=enrollment.user_id)
    if mine.filter(exercise=exercise).count() >= settings.PICTURES_PER_TASK:
        words = _("这道练习已经有 %(most)d 张上传的图，放满了。先删掉几张不用的。")
        raise ValidationError(words % {"most": settings.PICTURES_PER_TASK})
    used = mine.aggregate(all=Sum("bytes"))["all"] or 0
    if used + more > settings.PICTURES_PER_LEARNER:
        words = _("你上传的图一共最多占 %(most)d MB，放不下这一张了。先删掉几张不用的。")
        raise ValidationError(words % {"most": settings.PICTURES_PER_LEARNER // _MEGABYTE})
