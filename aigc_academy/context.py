from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:
    """What every page may show about the site itself."""
    return {
        "site_icp": settings.ICP,
        "site_contact": settings.CONTACT,
        "signup_is_open": settings.SIGNUP == "open",
    }
