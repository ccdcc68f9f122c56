"""A key that cannot sign is said at the start, not to the first learner who asks for a badge."""

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from . import keys


@register
def badge_key_can_sign(app_configs, **kwargs) -> list[CheckMessage]:
    if not settings.BADGE_KEY:
        return []
    try:
        keys.read(settings.BADGE_KEY)
    except keys.UnreadableKey as trouble:
        hint = "openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 makes one; name it in AIGC_BADGE_KEY_FILE."
        return [Error(f"AIGC_BADGE_KEY cannot sign: {trouble}.", hint=hint, id="credentials.E001")]
    return []
