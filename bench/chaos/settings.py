"""The product's settings and what the harness plants on top, for processes with bench/chaos/loaded on their path."""

import os

from aigc_academy.settings import *  # noqa: F403
from aigc_academy.settings import CELERY_BEAT_SCHEDULE, INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "bench.chaos.apps.ChaosConfig"]
if os.environ.get("CHAOS_HURRY"):
    CELERY_BEAT_SCHEDULE["sweep-calls"]["schedule"] = 1.0
