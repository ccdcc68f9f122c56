"""Whatever a provider does: how a call ends, what is kept of it, what its learner reads and what it costs.

Each row goes the whole way, from the learner's press to the row's end, with real sockets and the real loop; only
the clocks are shorter. The provider is asked exactly once, or never where nobody is there.
"""

import socket
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from practice import services
from practice.lab.reasons import Words, words_for
from practice.llm import Clocks, estimate
from practice.loop import Loop
from tests.practice.scene import CASE
from tests.practice.test_loop import ended, until
from tests.provider import REPLY

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]

WHOLE = "".join(REPLY)
BEGUN = "".join(REPLY[:2])
COUNTED, NOTHING, PROMPT, PROMPT_AND_TEXT = 150, 0, "the prompt, estimated", "prompt and text, estimated"
PATIENT = Clocks(first_token=30, gap=30, total=30)
FIRST = Clocks(first_token=2, gap=30, total=30)
GAP = Clocks(first_token=30, gap=1, total=30)
TOTAL = Clocks(first_token=30, gap=30, total=2)
LATER, MENDED, AGAIN = "过一会儿再试", "由网站的维护者来修", "再试一次"
AWAY, SAFE = "等一两分钟", "换一种说法"


@dataclass(frozen=True)
class Fault:
    name: str
    script: dict
    ends: str  # status and reason
    says: str  # part of what happened
    advises: str  # part of what to do
    spent: int | str
    kept: str | None = ""  # None: a part, not worth writing down here
    clocks: Clocks = PATIENT
    requests: int = 1
    is_good: bool = field(default=False)  # no fault at all: an odd stream that says everything


def refusal(status: int, reason: str, says: str, advises: str, name: str = "", **more) -> Fault:
    script = {"kind": "status", "status": status} | more
    return Fault(name or f"{status}", script, f"failed {reason}", says, advises, NOTHING)


def busy(name: str, advises: str, retry_after: str, status: int = 429) -> Fault:
    reason, says = ("rate_limited", "太忙") if status == 429 else ("unreachable", "连不上")
    return refusal(status, reason, says, advises, name, headers={"Retry-After": retry_after})


def cut(name: str, reason: str, says: str, advises: str, **more) -> Fault:
    script = {"kind": name.replace(" ", "_")} | more
    return Fault(name, script, f"partial {reason}", says, advises, PROMPT_AND_TEXT, kept=BEGUN)


def whole(name: str, spent: int | str = COUNTED, kept: str = WHOLE, **script) -> Fault:
    return Fault(name, script, "succeeded ", "", "", spent, kept=kept, is_good=True)


IN_HOURS = format_datetime(datetime.now(UTC) + timedelta(hours=5, minutes=30), usegmt=True)
SIGN_IN = "<!doctype html><title>502 Bad Gateway</title><h1>502</h1>" + "<p>nginx</p>" * 500
FAULTS = [
    # --- turned away: nothing was generated and nothing is paid ---------------------------------------------------
    refusal(400, "refused", "没有接受", SAFE),
    refusal(400, "filtered", "安全规则", SAFE, "400 filter", message="Content Exists Risk"),
    refusal(400, "too_big", "太长", "写短一点", "400 too long", message="maximum context length is 65536 tokens"),
    refusal(401, "bad_key", "密钥", MENDED),
    refusal(402, "no_credit", "额度用完", MENDED),
    refusal(403, "bad_key", "密钥", MENDED),
    refusal(404, "no_model", "找不到", MENDED),
    refusal(413, "too_big", "太长", "写短一点"),
    refusal(429, "rate_limited", "太忙", AWAY, "429 without a word"),
    refusal(429, "no_credit", "额度用完", MENDED, "429 without credit", message="insufficient_quota"),
    busy("429 for seconds", "对方说 30 秒以后再来", "30"),
    busy("429 for minutes", "对方说 5 分钟以后再来", "300"),
    busy("429 for hours", "对方说 6 小时以后再来", "20000"),
    busy("429 until a date", "对方说 6 小时以后再来", IN_HOURS),
    busy("429 until a day long gone", AWAY, "Sun, 06 Nov 1994 08:49:37 GMT"),
    busy("429 for a century", AWAY, "3155760000"),
    busy("429 for less than nothing", AWAY, "-5"),
    busy("429 for soon", AWAY, "soon"),
    refusal(500, "unreachable", "连不上", LATER),
    refusal(502, "unreachable", "连不上", LATER, "502 with a page", page=SIGN_IN),
    refusal(503, "unreachable", "连不上", LATER),
    busy("503 for seconds", "对方说 30 秒以后再来", "30", status=503),
    Fault("redirect", {"kind": "redirect"}, "failed moved", "换了地址", MENDED, NOTHING),
    Fault("nobody there", {}, "failed unreachable", "连不上", LATER, NOTHING, requests=0),
    # --- an answer that is none -----------------------------------------------------------------------------------
    Fault("page with 200", {"kind": "html"}, "failed unreadable", "读不懂", LATER, PROMPT),
    Fault("empty stream", {"kind": "empty"}, "failed empty", "什么也没有写", AGAIN, PROMPT),
    Fault("no words", {"pieces": []}, "failed empty", "什么也没有写", AGAIN, COUNTED),
    Fault("blanks only", {"pieces": [" ", "\n"]}, "partial empty", "什么也没有写", AGAIN, COUNTED, kept=" \n"),
    Fault("bad JSON at once", {"kind": "bad_json", "after": 0}, "failed unreadable", "读不懂", LATER, PROMPT),
    Fault("error at once", {"kind": "error_chunk", "after": 0}, "failed cut_off", "断了", LATER, PROMPT),
    Fault("filter before text", {"pieces": [], "finish": "content_filter", "has_usage": False},
          "failed filtered", "安全规则", SAFE, NOTHING),
    # --- a beginning and no end: the words stay -------------------------------------------------------------------
    cut("cut", "cut_off", "断了", LATER),
    cut("reset", "cut_off", "断了", LATER),
    cut("no finish", "cut_off", "断了", LATER),
    cut("done", "cut_off", "断了", LATER),
    cut("bad json", "unreadable", "读不懂", LATER),
    cut("error chunk", "cut_off", "断了", LATER),
    Fault("filter in the stream", {"kind": "error_chunk", "message": "data_inspection_failed"},
          "partial filtered", "安全规则", SAFE, PROMPT_AND_TEXT, kept=BEGUN),
    Fault("filter after text", {"finish": "content_filter"}, "partial filtered", "安全规则", SAFE, COUNTED, kept=WHOLE),
    Fault("length", {"finish": "length"}, "partial length", "长度上限", "接着写", COUNTED, kept=WHOLE),
    Fault("five megabytes", {"pieces": ["字" * 1_000] * 1_700}, "partial too_long", "太长", "多少字",
          PROMPT_AND_TEXT, kept="字" * 100_000),
    Fault("five megabytes in a line", {"pieces": ["一", "字" * 1_700_000]}, "partial unreadable", "读不懂", LATER,
          PROMPT_AND_TEXT, kept="一"),
    # --- three clocks ---------------------------------------------------------------------------------------------
    Fault("no headers", {"kind": "silent"}, "failed no_first_token", "没有开口", LATER, PROMPT, clocks=FIRST),
    Fault("silence", {"kind": "hang", "after": 0}, "failed no_first_token", "没有开口", LATER, PROMPT, clocks=FIRST),
    Fault("keep-alive only", {"kind": "keep_alive", "after": 0}, "failed no_first_token", "没有开口", LATER, PROMPT,
          clocks=FIRST),
    Fault("hang", {"kind": "hang"}, "partial gap", "停住了", LATER, PROMPT_AND_TEXT, kept=BEGUN, clocks=GAP),
    Fault("keep-alive after text", {"kind": "keep_alive"}, "partial gap", "停住了", LATER, PROMPT_AND_TEXT,
          kept=BEGUN, clocks=GAP),
    Fault("slow drip", {"pieces": ["字"] * 1_000, "delay": 0.02}, "partial too_long", "太长", "多少字",
          PROMPT_AND_TEXT, kept=None, clocks=TOTAL),
    # --- odd, and whole all the same ------------------------------------------------------------------------------
    whole("split UTF-8", kind="torn"),
    whole("null fields", kind="nulls"),
    whole("50,000 letters", pieces=["a"] * 50_000, kept="a" * 50_000),
    whole("usage missing", PROMPT_AND_TEXT, has_usage=False),
    whole("usage null", PROMPT_AND_TEXT, usage={"prompt_tokens": None, "completion_tokens": None}),
    whole("usage below nothing", PROMPT_AND_TEXT, usage={"prompt_tokens": -7, "completion_tokens": -7}),
    whole("usage beyond reason", PROMPT_AND_TEXT, usage={"prompt_tokens": 10**12, "completion_tokens": 10**12}),
    whole("usage in words", PROMPT_AND_TEXT, usage="many"),
    whole("usage twice", early_usage={"prompt_tokens": 120, "completion_tokens": 1}),
    whole("usage before the end only", PROMPT_AND_TEXT, early_usage={"prompt_tokens": 120, "completion_tokens": 1},
          has_usage=False),
]  # fmt: skip


def each(faults):
    return pytest.mark.parametrize("fault", faults, ids=lambda fault: fault.name.replace(" ", "-"))


def nobody() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}/v1"


@pytest.fixture
def played(configured, settings, submit, enrollment, exercise):
    """An answer, and a verdict where that should fail, from a provider that does what the row says."""

    def play(fault):
        for model in ("chat", "judge"):
            configured.follow(model=model, **fault.script)
        if not fault.requests:
            settings.OPENAI_BASE_URL = nobody()
        calls = [submit().call]
        if not fault.is_good:
            calls.append(services.hand_in(enrollment=enrollment, exercise=exercise, key="k", text=CASE).hand_in.call)
        loop = Loop(clocks=fault.clocks)
        loop.start()
        for call in calls:
            loop.offer(call.pk)
        until(lambda: all(ended(call) for call in calls))
        loop.stop()
        return calls

    return play


@each(FAULTS)
def test_a_fault_ends_as_its_row_says(fault, played, configured, reader):
    answer, *verdicts = played(fault)
    asked = [request.body["model"] for request in configured.requests]
    assert sorted(asked) == sorted(call.model for call in (answer, *verdicts)) * fault.requests
    ends_as_its_row_says(answer, fault)
    is_paid_for_as_its_row_says(answer, fault)
    says_what_its_row_says(answer, fault, reader)
    for verdict in verdicts:
        passes_nobody(verdict, fault, reader)


def ends_as_its_row_says(call, fault):
    assert f"{call.status} {call.reason}" == fault.ends
    assert call.text == fault.kept if fault.kept is not None else set(call.text) == {"字"}
    assert "".join(call.pieces.values_list("text", flat=True)) == call.text
    assert call.pieces.count() < 500


def is_paid_for_as_its_row_says(call, fault):
    estimates = {PROMPT: estimate(CASE), PROMPT_AND_TEXT: estimate(CASE) + estimate(call.text)}
    assert call.charge.settled_at == call.finished_at
    assert (call.charge.spent, call.is_estimated) == (estimates.get(fault.spent, fault.spent), fault.spent in estimates)


def says_what_its_row_says(call, fault, reader):
    words = words_for(call) or Words("", "")
    assert fault.says in str(words.happened) and fault.advises in str(words.advice)
    page = reader.get(call.attempt.get_absolute_url()).content.decode()
    assert str(words.happened) in page and str(words.advice) in page


def passes_nobody(call, fault, reader):
    """Without a verdict the work waits for its learner, who reads why."""
    assert f"{call.status} {call.reason}" == fault.ends
    assert (call.hand_in.status, call.hand_in.evaluations.count()) == ("unreadable", 0)
    assert fault.says in reader.get(call.hand_in.get_absolute_url()).content.decode()


def test_a_hand_in_whose_judge_failed_waits_for_its_learner(played, enrollment, exercise):
    [fault] = [fault for fault in FAULTS if fault.name == "500"]
    _, verdict = played(fault)
    services.hand_in(enrollment=enrollment, exercise=exercise, key="l", levels={"r1": "full", "r2": "half"})
    verdict.hand_in.refresh_from_db()
    assert (verdict.hand_in.status, verdict.hand_in.evaluations.get().by) == ("graded", "self")
