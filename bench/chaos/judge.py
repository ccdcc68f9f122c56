"""What the witnesses say, held against each other: the browsers, the rows, and the provider from outside."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from .learners import Promise
from .oracle import ORDER, Heard, piece
from .rows import FINAL, Row, Snapshot, seconds

CLOCK = 0.05  # seconds by which two processes of one machine may differ


@dataclass
class Verdict:
    """Each list names what is wrong, one line for each; all of them are empty after a good run."""

    lost: list[str] = field(default_factory=list)
    stuck: list[str] = field(default_factory=list)
    billed_twice: list[str] = field(default_factory=list)
    asked_twice: list[str] = field(default_factory=list)
    asked_unannounced: list[str] = field(default_factory=list)
    sent_twice: list[str] = field(default_factory=list)
    wrong_text: list[str] = field(default_factory=list)
    changed_after_the_end: list[str] = field(default_factory=list)
    ledger: list[str] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        return not any(vars(self).values())

    @property
    def wrongs(self) -> dict[str, list[str]]:
        return {name: lines for name, lines in vars(self).items() if lines}


def judge(promises: Iterable[Promise], rows: Snapshot, heard: Iterable[Heard]) -> Verdict:
    promises = list(promises)
    by_attempt = {row["attempt"]: row for row in rows.calls}
    by_token: dict[str, list[Row]] = defaultdict(list)
    for row in rows.calls:
        by_token[token_of(row["prompt"])].append(row)
    asked: dict[str, list[Heard]] = defaultdict(list)
    for request in heard:
        asked[request.token].append(request)
    return Verdict(
        lost=list(_lost(promises, by_attempt)),
        stuck=[_name(row) for row in rows.calls if row["status"] not in FINAL],
        billed_twice=list(_billed_twice(rows)),
        asked_twice=list(_asked_twice(asked)),
        asked_unannounced=list(_asked_unannounced(asked, by_token)),
        sent_twice=list(_sent_twice(promises, by_token)),
        wrong_text=list(_wrong_text(rows, asked)),
        changed_after_the_end=list(_changed(promises, by_attempt)),
        ledger=list(_ledger(rows)),
    )


def token_of(prompt: str) -> str:
    found = ORDER.search(prompt)
    return found[1] if found else "?"


def whole_answer(prompt: str) -> str:
    found = ORDER.search(prompt)
    return "".join(piece(found[1], number) for number in range(1, int(found[3]) + 1)) if found else ""


def _lost(promises: list[Promise], by_attempt: dict[int, Row]) -> Iterator[str]:
    for promise in promises:
        for attempt in promise.ids:
            row = by_attempt.get(attempt)
            if row is None:
                yield f"attempt {attempt} was promised and is not there"
            elif row["status"] not in FINAL:
                yield f"{_name(row)} was promised and has no end"


def _billed_twice(rows: Snapshot) -> Iterator[str]:
    settled = Counter(charge["call"] for charge in rows.charges if charge["settled_at"])
    for row in rows.calls:
        if row["status"] in FINAL and settled[row["call"]] != 1:
            yield f"{_name(row)} has {settled[row['call']]} settled charges"


def _asked_twice(asked: dict[str, list[Heard]]) -> Iterator[str]:
    """Once a body was sent, only an answer that proves that nothing was generated allows another."""
    for token, requests in asked.items():
        requests = sorted(requests, key=lambda request: request.at)
        if any(request.may_have_cost for request in requests[:-1]):
            yield f"{token}: {len(requests)} requests, ended {[request.end or request.status for request in requests]}"


def _asked_unannounced(asked: dict[str, list[Heard]], by_token: dict[str, list[Row]]) -> Iterator[str]:
    for token, requests in asked.items():
        first = min(request.at for request in requests)
        queued = [seconds(row["queued_at"]) for row in by_token[token] if row["queued_at"]]
        if not queued or min(queued) > first + CLOCK:
            yield f"{token}: the provider was asked before there was a row"


def _sent_twice(promises: list[Promise], by_token: dict[str, list[Row]]) -> Iterator[str]:
    for promise in promises:
        if len(promise.ids) > 1 or len(by_token[promise.token]) > 1:
            kept = [row["attempt"] for row in by_token[promise.token]]
            yield f"key {promise.token}: told {sorted(promise.ids)}, kept {kept}"


def _wrong_text(rows: Snapshot, asked: dict[str, list[Heard]]) -> Iterator[str]:
    pieces: dict[int, list[Row]] = defaultdict(list)
    for kept in rows.pieces:
        pieces[kept["call"]].append(kept)
    for row in rows.calls:
        told = pieces[row["call"]]
        joined = "".join(kept["text"] for kept in told)
        said = asked[token_of(row["prompt"])]
        numbers = [kept["number"] for kept in told]
        if numbers != list(range(1, len(told) + 1)):
            yield f"{_name(row)}: its pieces are numbered {numbers}"
        if row["status"] in FINAL and row["text"] != joined:
            yield f"{_name(row)}: text and pieces differ"
        if not any(request.text.startswith(joined) for request in said) and joined:
            yield f"{_name(row)}: {joined[-40:]!r} is not what the provider said"
        if row["status"] == "succeeded" and joined != whole_answer(row["prompt"]):
            yield f"{_name(row)}: succeeded, and is not whole"


def _changed(promises: list[Promise], by_attempt: dict[int, Row]) -> Iterator[str]:
    for promise in promises:
        for attempt in promise.ids:
            row = by_attempt.get(attempt)
            if row is None or promise.seen_end is None:
                continue
            if (row["status"], row["reason"]) != promise.seen_end:
                yield f"{_name(row)} was told to have ended as {promise.seen_end}"
            if row["text"] != promise.seen_text:
                yield f"{_name(row)}: its stream told {promise.seen_text[-40:]!r}, kept is {row['text'][-40:]!r}"
        yield from promise.changed


def _ledger(rows: Snapshot) -> Iterator[str]:
    calls = {row["call"]: row for row in rows.calls}
    sums: Counter[str] = Counter()
    for charge in rows.charges:
        call = calls.get(charge["call"])
        if charge["reserved"]:
            sums[str(charge["month"])] += charge["reserved"] if charge["spent"] is None else charge["spent"]
        if call and charge["settled_at"] and charge["spent"] != (call["input"] or 0) + (call["output"] or 0):
            yield f"{_name(call)}: {charge['spent']} charged for {call['input']} + {call['output']} tokens"
    for month in rows.months:
        if month["tokens"] != sums[str(month["month"])]:
            yield f"{month['month']}: {month['tokens']} tokens counted, {sums[str(month['month'])]} charged or reserved"


def _name(row: Row) -> str:
    return f"attempt {row['attempt']} (call {row['call']}, {row['status']} {row['reason']})".replace(" )", ")")
