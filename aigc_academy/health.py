"""Is the site alive (/healthz) and can it do its work (/readyz)?"""

import time

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache

WORKER_BEAT_KEY = "aigc:worker:beat"
WORKER_IS_LATE = 30  # seconds


@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")


@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    broker, worker = _broker_and_worker()
    states = {"database": _state(_database_answers()), "broker": _state(broker), "worker": _state(worker)}
    return JsonResponse(states, status=200 if set(states.values()) == {"ok"} else 503)


def _state(is_up: bool) -> str:
    return "ok" if is_up else "down"


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _broker_and_worker() -> tuple[bool, bool]:
    client = redis.Redis.from_url(settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=0.5)
    try:
        beat = client.get(WORKER_BEAT_KEY)
    except redis.RedisError:
        return False, False
    finally:
        client.close()
    return True, beat is not None and time.time() - float(beat) < WORKER_IS_LATE
