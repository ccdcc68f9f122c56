"""Who may sign up, what signing up does to an invitation, and what happens when a letter cannot be sent."""

import logging

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from .models import Invitation
from .services import InvitationIsGone, accept_invitation

logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        if settings.SIGNUP == "invite":
            return Invitation.objects.unused().filter(code=_code(request)).exists()
        return settings.SIGNUP == "open"

    @transaction.atomic
    def save_user(self, request: HttpRequest, user, form, commit: bool = True):
        user.language = get_language() or settings.LANGUAGE_CODE
        user = super().save_user(request, user, form, commit)
        if settings.SIGNUP == "invite":
            try:
                accept_invitation(code=_code(request), by=user, at=timezone.now())
            except InvitationIsGone:
                raise PermissionDenied(_("这个邀请刚刚被别人用掉了，请向老师再要一个。")) from None
        return user

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        try:
            super().send_mail(template_prefix, email, context)
        except OSError:  # every SMTP error is one
            # The change itself is saved; a dead mail server must not turn it into an error page.
            logger.exception("letter not sent: %s", template_prefix)
            messages.error(
                allauth_context.request,
                _("邮件没能发出去，因为邮件服务器没有回应。请过一会儿再试，或者联系网站管理员。"),
            )


def _code(request: HttpRequest) -> str:
    # The form posts to the link it was opened with, so the code stays in the address.
    return request.GET.get("invite", "")
