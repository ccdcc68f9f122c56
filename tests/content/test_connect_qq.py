"""The bot of lesson s1-061, talking to a stand-in of the official QQ platform."""

import json
import urllib.error
import urllib.request
from functools import partial

import pytest

from tests.content.lesson_scripts import copied, far_side, imported, run, serving
from tests.content.running import lesson_text, scripts_of

SECRET = "DG5g3B4j9X2KOErG"  # the example of the official documents
CHALLENGE = {"op": 13, "d": {"plain_token": "Arq0D5A61EgUu4OxUvOp", "event_ts": "1725442341"}}
OFFICIAL_ANSWER = (
    "87befc99c42c651b3aac0278e71ada338433ae26fcb24307bdc5ad38c1adc2d0"
    "1bcfcadc0842edac85e85205028a1132afe09280305f13aa6909ffc2d652c706"
)


def platform(path, body):
    return 200, {"access_token": "t0", "expires_in": "7200", "id": "1"}


@pytest.fixture
def scripts(tmp_path, monkeypatch):
    folder = copied("connect-qq", tmp_path)
    monkeypatch.chdir(folder)
    with imported(folder, "answer", "qq_bot") as modules:
        yield modules


@pytest.fixture
def answer(scripts):
    return scripts[0]


@pytest.fixture
def bot(scripts):
    with far_side(platform) as (address, asked):
        bot = scripts[1].Bot("11111111", SECRET, tokens=address, api=address)
        with serving(scripts[1].open_door(bot, 0)) as door:
            bot.door, bot.asked = door, asked
            yield bot


def message(number, text="周六还有场吗"):
    data = {"id": f"m{number}", "group_openid": "g1", "author": {"member_openid": "u1"}, "content": f" {text}"}
    return {"op": 0, "t": "GROUP_AT_MESSAGE_CREATE", "d": data}


def knock(bot, event, signature=None):
    body = json.dumps(event).encode()
    signature = bot.key.sign(b"1725442341" + body).hex() if signature is None else signature
    headers = {"X-Signature-Ed25519": signature, "X-Signature-Timestamp": "1725442341"}
    try:
        with urllib.request.urlopen(urllib.request.Request(bot.door, body, headers), timeout=10) as reply:
            result = reply.status, json.load(reply)
    except urllib.error.HTTPError as refusal:
        result = refusal.code, json.load(refusal)
    bot.jobs.join()
    return result


def said(bot):
    return [body for path, _, body in bot.asked if path == "/v2/groups/g1/messages"]


def test_the_rehearsal_prints_what_the_lesson_shows(tmp_path):
    result = run(copied("connect-qq", tmp_path) / "try_it.py")
    assert result.returncode == 0, result.stderr
    assert result.stdout.strip() in lesson_text("connect-qq")


def test_the_official_challenge_gets_the_official_signature(bot):
    assert knock(bot, CHALLENGE, signature="") == (
        200,
        {"plain_token": "Arq0D5A61EgUu4OxUvOp", "signature": OFFICIAL_ANSWER},
    )


def test_the_official_example_secret_gives_the_official_public_key(scripts):
    key = scripts[1].Bot("1", "naOC0ocQE3shWLAfffVLB1rhYPG7").key.public_key().public_bytes_raw()
    assert list(key[:8]) == [215, 195, 98, 254, 120, 174, 248, 31]


def test_the_official_example_of_a_signed_message_is_recognised(scripts):
    signature = (
        "865ad13a61752ca65e26bde6676459cd36cf1be609375b37bd62af366e1dc25a"
        "8dc789ba7f14e017ada3d554c671a911bfdf075ba54835b23391d509579ed002"
    )
    headers = {"X-Signature-Ed25519": signature, "X-Signature-Timestamp": "1725442341"}
    body = b'{\n  "op": 0,\n  "d": {},\n  "t": "GATEWAY_EVENT_NAME"\n}'
    assert scripts[1].Bot("1", "naOC0ocQE3shWLAfffVLB1rhYPG7").is_from_qq(headers, body)


def test_a_changed_body_is_refused(bot):
    signature = bot.key.sign(b"1725442341" + json.dumps(message(1)).encode()).hex()
    assert knock(bot, message(2), signature)[0] == 401


@pytest.mark.parametrize("signature", ["00" * 64, "", "zz"])
def test_a_message_with_another_signature_is_refused(bot, signature):
    assert knock(bot, message(1), signature)[0] == 401
    assert not said(bot)


def test_a_challenge_that_hides_a_message_is_not_signed(bot):
    hidden = {"op": 13, "d": {"event_ts": "1725442341", "plain_token": json.dumps(message(1))}}
    assert knock(bot, hidden)[0] == 400


@pytest.mark.parametrize("event", [[], {}, {"op": 13}, {"op": 13, "d": {"event_ts": 1, "plain_token": "a"}}])
def test_a_body_that_is_no_event_is_refused_and_the_door_stays_open(bot, event):
    assert knock(bot, event)[0] == 400
    assert knock(bot, message(1)) == (200, {"op": 12})


def test_an_answer_goes_to_the_group_as_a_reply_to_the_message(bot):
    assert knock(bot, message(1)) == (200, {"op": 12})
    assert said(bot) == [{"content": "收到：周六还有场吗", "msg_type": 0, "msg_id": "m1"}]


def test_the_token_is_fetched_with_the_secret_and_shown_when_speaking(bot):
    knock(bot, message(1))
    (token_path, _, credentials), (_, headers, _) = bot.asked
    assert (token_path, credentials) == ("/app/getAppAccessToken", {"appId": "11111111", "clientSecret": SECRET})
    assert headers["Authorization"] == "QQBot t0"


def test_a_message_pushed_twice_is_answered_once(bot):
    knock(bot, message(1))
    knock(bot, message(1))
    assert len(said(bot)) == 1


def test_a_failed_delivery_does_not_stop_the_next_one(bot, scripts):
    tokens, bot.tokens = bot.tokens, "http://127.0.0.1:1"
    knock(bot, message(1))
    bot.tokens = tokens
    knock(bot, message(2))
    assert [body["msg_id"] for body in said(bot)] == ["m2"]


def test_what_is_said_when_the_model_fails_has_at_most_thirty_characters(answer):
    assert len(answer.SORRY) <= 30


@pytest.mark.parametrize("trouble", [(500, {}), (200, {}), (200, {"choices": [{"message": {"content": " "}}]})])
def test_a_model_that_fails_leaves_the_short_sentence(answer, trouble, capsys):
    with far_side(lambda path, body: trouble) as (address, _):
        assert answer.answer("周六还有场吗", partial(answer.ask_model, address, "k", "m")) == answer.SORRY
    assert "周六" not in capsys.readouterr().out


def test_a_model_that_cannot_be_reached_leaves_the_short_sentence(answer):
    assert answer.answer("在吗", partial(answer.ask_model, "http://127.0.0.1:1", "k", "m")) == answer.SORRY


def test_what_the_model_says_is_marked_and_kept_short(answer):
    reply = {"choices": [{"message": {"content": "有。" * 300}}]}
    with far_side(lambda path, body: (200, reply)) as (address, asked):
        words = answer.answer("周六还有场吗", partial(answer.ask_model, address, "k", "m"))
    assert words.startswith("【AI】有。")
    assert len(words) == 204
    _, headers, body = asked[0]
    assert headers["Authorization"] == "Bearer k"
    assert [part["role"] for part in body["messages"]] == ["system", "user"]


def test_the_sixth_question_in_a_minute_is_warned_and_the_seventh_ignored(answer):
    words = [answer.answer("在吗", now=lambda: 100.0) for _ in range(8)]
    assert words == ["收到：在吗"] * 5 + [answer.SLOW_DOWN, None, None]


def test_a_minute_later_questions_are_answered_again(answer):
    for _ in range(8):
        answer.answer("在吗", now=lambda: 100.0)
    assert answer.answer("在吗", now=lambda: 160.0) == "收到：在吗"


def test_the_stop_file_silences_the_bot_and_asks_no_model(answer):
    answer.STOP.touch()
    asked = []
    assert answer.answer("在吗", asked.append) is None
    assert not asked


@pytest.mark.parametrize("name", ["answer.py", "qq_bot.py"])
def test_no_script_holds_a_secret_of_its_own(scripts, name):
    assert SECRET not in (scripts_of("connect-qq") / name).read_text(encoding="utf-8")
