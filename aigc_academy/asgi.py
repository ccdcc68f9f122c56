"""Event streams through an app of their own; everything else through Django's handler."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aigc_academy.settings")
pages = get_asgi_application()

from practice.events import application as events  # noqa: E402  needs Django to be ready


async def application(scope, receive, send) -> None:
    is_stream = scope["type"] == "http" and scope["path"].endswith("/events")
    await (events if is_stream else pages)(scope, receive, send)
