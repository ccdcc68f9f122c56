"""Named steps in the life of a call at which a process kills itself, once, when a test has asked for it.

Loaded by CHAOS_PLANTS in the processes of a test site; a test arms a step by writing its name into DATA_DIR/armed.
"""

import os
import signal
import sys
from collections.abc import Callable
from functools import wraps

GRACE = 2.0  # seconds, in place of the 20 that a worker has to finish


def arm() -> None:
    from practice import calls, tasks
    from practice import loop as loops
    from practice.money import ledger

    tasks.ring = _before("committed", _after("rung", tasks.ring))
    loops._claimed = _after("claimed", loops._claimed)
    loops.Loop.offer = _before("heard", loops.Loop.offer)  # type: ignore[method-assign]
    loops.Loop._finish = _before("said", loops.Loop._finish)  # type: ignore[method-assign]
    calls.write = _after("first piece", calls.write, only_if=lambda pieces, **_: bool(pieces))
    calls.finish = _after("ended", calls.finish)
    ledger.settle = _after("ending", ledger.settle)
    if "worker" in sys.argv:
        # Slow to import, and only workers ask.
        from practice.llm import openai_compatible

        door = openai_compatible.OpenAICompatible
        door._send = _before("asking", door._send)  # type: ignore[method-assign]


def short_grace() -> None:
    from practice import loop as loops

    loops.Door.stop = lambda self: self._loop and self._loop.stop(grace=GRACE)  # type: ignore[method-assign]


def _before(step: str, function: Callable) -> Callable:
    @wraps(function)
    def dying(*args, **kwargs):
        _die_at(step)
        return function(*args, **kwargs)

    return dying


def _after(step: str, function: Callable, *, only_if: Callable[..., bool] = lambda *_, **__: True) -> Callable:
    @wraps(function)
    def dying(*args, **kwargs):
        answer = function(*args, **kwargs)
        if only_if(*args, **kwargs):
            _die_at(step)
        return answer

    return dying


def _die_at(step: str) -> None:
    from django.conf import settings

    armed = settings.DATA_DIR / "armed"
    try:
        if armed.read_text() != step:
            return
        armed.rename(settings.DATA_DIR / "fired")  # of all processes, one succeeds
    except FileNotFoundError:
        return
    os.kill(os.getpid(), signal.SIGKILL)
