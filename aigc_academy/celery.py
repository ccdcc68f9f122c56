import os

from celery import Celery, signals

from . import heartbeat

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aigc_academy.settings")

app = Celery("aigc_academy")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@signals.heartbeat_sent.connect
def _worker_beats(**kwargs) -> None:
    heartbeat.touch("worker")


@signals.beat_init.connect
def _watch_beat(**kwargs) -> None:
    # Only in the beat process: it beats by sending what is due.
    signals.after_task_publish.connect(_beat_beats)


def _beat_beats(**kwargs) -> None:
    heartbeat.touch("beat")
