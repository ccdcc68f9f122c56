"""The server of lesson s1-062, visited by a stand-in of WeChat's servers."""

import shutil
import threading
import urllib.error
import urllib.request
import xml.etree.ElementTree as ET
from urllib.parse import urlencode

import pytest

from tests.content.lesson_scripts import copied, imported, run, serving
from tests.content.running import lesson_text, scripts_of

TOKEN = "AAAAA"
OFFICIAL_QUERY = {
    "signature": "f464b24fc39322e44b38aa78f5edd27bd1441696",
    "timestamp": "1714036504",
    "nonce": "1514711492",
}


def with_the_earlier_answer(folder):
    shutil.copy(scripts_of("connect-qq") / "answer.py", folder)
    return folder


@pytest.fixture
def scripts(tmp_path, monkeypatch):
    folder = with_the_earlier_answer(copied("connect-wechat", tmp_path))
    monkeypatch.chdir(folder)
    with imported(folder, "answer", "desk", "wechat_server") as modules:
        yield modules


@pytest.fixture
def answer(scripts):
    return scripts[0]


@pytest.fixture
def desk(scripts):
    return scripts[1].Desk()


@pytest.fixture
def window(scripts, desk):
    with serving(scripts[2].open_window(TOKEN, desk, 0)) as address:
        yield address


def visit(window, body=None, **query):
    address = f"{window}/?{urlencode(OFFICIAL_QUERY | query)}"
    try:
        with urllib.request.urlopen(address, body, timeout=10) as reply:
            return reply.status, reply.read().decode()
    except urllib.error.HTTPError as refusal:
        return refusal.code, refusal.read().decode()


def letter(number="1", text="绣球", kind="text", extra=""):
    return (
        "<xml><ToUserName>gh_1</ToUserName><FromUserName>fan_1</FromUserName><CreateTime>1</CreateTime>"
        f"<MsgType>{kind}</MsgType><Content><![CDATA[{text}]]></Content><MsgId>{number}</MsgId>{extra}</xml>"
    ).encode()


class Slow:
    """A model that thinks until it is told to be ready."""

    def __init__(self):
        self.ready, self.asked = threading.Event(), []

    def __call__(self, text):
        self.asked.append(text)
        self.ready.wait(10)
        return f"想好了：{text}"


@pytest.fixture
def slow(desk):
    desk.think, desk.patience = Slow(), 0
    yield desk.think
    desk.think.ready.set()


def test_the_rehearsal_prints_what_the_lesson_shows(tmp_path):
    result = run(with_the_earlier_answer(copied("connect-wechat", tmp_path)) / "try_it.py")
    assert result.returncode == 0, result.stderr
    assert result.stdout.strip() in lesson_text("connect-wechat")


def test_the_official_example_of_an_address_check_gets_its_echostr_back(window):
    assert visit(window, echostr="4375120948345356249") == (200, "4375120948345356249")


@pytest.mark.parametrize("change", [{"signature": ""}, {"nonce": "2"}, {"timestamp": "2"}, {"signature": "签名"}])
def test_a_visitor_with_another_signature_is_refused(window, change):
    assert visit(window, echostr="1", **change)[0] == 403
    assert visit(window, letter(), **change)[0] == 403


def test_a_quick_question_is_answered_with_sender_and_receiver_exchanged(window):
    status, body = visit(window, letter())
    parts = {part.tag: part.text for part in ET.fromstring(body)}
    assert status == 200
    assert (parts["ToUserName"], parts["FromUserName"]) == ("fan_1", "gh_1")
    assert (parts["MsgType"], parts["Content"]) == ("text", "收到：绣球")


def test_words_that_look_like_markup_stay_words(window):
    _, body = visit(window, letter(text="<b>&绣球"))
    assert ET.fromstring(body).findtext("Content") == "收到：<b>&绣球"


def test_an_end_of_quotation_in_the_answer_does_not_break_the_letter(scripts):
    body = scripts[2].write_letter({"FromUserName": "a", "ToUserName": "b"}, "一]]>二")
    assert ET.fromstring(body).findtext("Content") == "一]] >二"


def test_the_server_waits_less_than_the_five_seconds_of_the_platform(desk):
    assert 0 < desk.patience < 5


def test_a_slow_question_is_first_told_to_come_back_and_then_fetched(scripts, desk, slow):
    assert desk.reply("fan", "1", "月季") == scripts[1].WAITING
    slow.ready.set()
    desk.patience = 10
    assert desk.reply("fan", "2", "取") == "想好了：月季"


def test_the_same_letter_pushed_again_asks_the_model_once(desk, slow):
    for _ in range(3):
        desk.reply("fan", "1", "月季")
    slow.ready.set()
    desk.patience = 10
    assert desk.reply("fan", "1", "月季") == "想好了：月季"
    assert slow.asked == ["月季"]


def test_a_fetched_answer_is_not_kept(scripts, desk):
    desk.reply("fan", "1", "月季")
    assert desk.reply("fan", "2", "取") == scripts[1].NOTHING
    assert not desk.by_user


def test_nobody_fetches_the_answer_of_somebody_else(scripts, desk, slow):
    desk.reply("fan", "1", "月季")
    slow.ready.set()
    desk.patience = 10
    assert desk.reply("stranger", "2", "取") == scripts[1].NOTHING
    assert desk.reply("fan", "3", "取") == "想好了：月季"


def test_a_model_that_times_out_leaves_the_short_sentence(answer, desk):
    def broken(text):
        raise TimeoutError

    desk.think = broken
    assert desk.reply("fan", "1", "月季") == answer.SORRY


def test_the_shelves_do_not_grow_without_end(desk):
    for number in range(250):
        desk.reply(f"fan{number}", str(number), "取")
        desk.keep(desk.by_message, str(number), None)
    assert len(desk.by_message) == 200


def test_a_new_follower_is_told_that_an_ai_answers(scripts, window):
    _, body = visit(window, letter(kind="event", extra="<Event>subscribe</Event>"))
    assert ET.fromstring(body).findtext("Content") == scripts[2].NOTICE


def test_somebody_who_leaves_is_not_spoken_to(window):
    assert visit(window, letter(kind="event", extra="<Event>unsubscribe</Event>")) == (200, "success")


def test_a_picture_is_politely_refused(scripts, window):
    _, body = visit(window, letter(kind="image"))
    assert ET.fromstring(body).findtext("Content") == scripts[2].ONLY_TEXT


@pytest.mark.parametrize("body", [b"", b"{}", b"<xml></xml>", b'<!DOCTYPE a [<!ENTITY b "c">]><xml>&b;</xml>'])
def test_a_body_that_is_no_letter_is_refused_and_the_window_stays_open(window, body):
    assert visit(window, body)[0] == 400
    assert visit(window, letter())[0] == 200


def test_the_stop_file_leaves_every_letter_without_words(answer, window):
    answer.STOP.touch()
    assert visit(window, letter()) == (200, "success")
    assert visit(window, letter(kind="event", extra="<Event>subscribe</Event>")) == (200, "success")
