"""The one server of the embedded default: event streams through ASGI, pages through WSGI.

Ordinary Django middleware under ASGI costs a page two to three times its CPU, so pages keep
their synchronous stack in a thread pool beside the event loop.
"""

from a2wsgi import WSGIMiddleware

from .asgi import application as events
from .wsgi import application as wsgi

pages = WSGIMiddleware(wsgi, workers=16)  # type: ignore[arg-type]  # stubs disagree about iterables


async def application(scope, receive, send) -> None:
    if scope["type"] == "http" and not scope["path"].endswith("/events"):
        await pages(scope, receive, send)
    else:
        await events(scope, receive, send)
