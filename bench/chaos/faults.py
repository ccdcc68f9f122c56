"""What goes wrong, at random: the dice of a seed decide what and when."""

import random
import signal
import threading
from collections import Counter
from collections.abc import Callable, Mapping

from celery import Celery
from kombu.exceptions import OperationalError

from .sites import Site, send

# How often each comes up.
WEIGHTS = {
    "kill a worker": 5,
    "kill a worker and its group": 3,
    "kill all workers": 1,
    "kill the broker": 3,
    "restart the database": 2,
    "kill a web server": 3,
    "kill beat": 1,
    "freeze a worker": 2,
    "stop a worker politely": 2,
}


class Faults:
    """`freeze` is how long a worker stands still: longer than its lease, so that it wakes as a ghost."""

    def __init__(self, site: Site, *, seed: int, every: float, freeze: float, weights: Mapping[str, int] = WEIGHTS):
        self._site = site
        self._dice = random.Random(seed)
        self._every, self._freeze = every, freeze
        self._weights = dict(weights)
        self._over = threading.Event()
        self._threads = [threading.Thread(target=self._hurt), threading.Thread(target=self._ring_again)]
        self._frozen: list[threading.Timer] = []
        self.counts: Counter[str] = Counter()
        self.ways: dict[str, Callable[[], bool]] = {
            "kill a worker": lambda: send(self._a_worker(), signal.SIGKILL),
            "kill a worker and its group": lambda: send(self._a_worker(), signal.SIGKILL, to_group=True),
            "kill all workers": self._kill_all_workers,
            "kill the broker": lambda: send(site.broker, signal.SIGKILL),
            "restart the database": self._restart_database,
            "kill a web server": lambda: send(self._dice.choice(site.webs), signal.SIGKILL, to_group=True),
            "kill beat": lambda: send(site.beat, signal.SIGKILL),
            "freeze a worker": self._freeze_a_worker,
            "stop a worker politely": lambda: send(self._a_worker(), signal.SIGTERM),
        }

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """The last fault has happened; what stood still moves again."""
        self._over.set()
        for thread in self._threads:
            thread.join()
        for timer in self._frozen:
            timer.cancel()
        for worker in self._site.workers:
            send(worker, signal.SIGCONT)

    def _hurt(self) -> None:
        while not self._over.wait(self._dice.expovariate(1 / self._every)):
            name = self._dice.choices(list(self._weights), list(self._weights.values()))[0]
            if self.ways[name]():
                self.counts[name] += 1

    def _a_worker(self):
        return self._dice.choice(self._site.workers)

    def _kill_all_workers(self) -> bool:
        killed = [send(worker, signal.SIGKILL, to_group=True) for worker in self._site.workers]
        return any(killed)

    def _restart_database(self) -> bool:
        self._site.restart_database()
        return True

    def _freeze_a_worker(self) -> bool:
        worker = self._a_worker()
        if not send(worker, signal.SIGSTOP, to_group=True):
            return False
        timer = threading.Timer(self._freeze, send, (worker, signal.SIGCONT), {"to_group": True})
        timer.start()
        self._frozen.append(timer)
        return True

    def _ring_again(self) -> None:
        """Deliveries that come twice, five times, late, and for calls that have long ended."""
        while not self._over.wait(self._dice.uniform(0.2, 1.0)):
            try:
                calls = self._site.rows.open_calls()
            except Exception:  # the database is being restarted
                continue
            # The ones before an open call have probably ended.
            chosen = [max(1, self._dice.choice(calls) - self._dice.choice((0, 0, 0, 5))) for _ in range(2) if calls]
            self._ring([call for call in chosen for _ in range(self._dice.randint(2, 5))])

    def _ring(self, calls: list[int]) -> None:
        options = {"socket_timeout": 1.0, "socket_connect_timeout": 0.5, "max_retries": 0}
        with Celery(broker=self._site.broker_url, broker_transport_options=options) as queue:
            for call in calls:
                try:
                    queue.send_task("practice.tasks.run_call", args=[call], retry=False, ignore_result=True)
                    self.counts["bell rung again"] += 1
                except (OperationalError, OSError):
                    return
