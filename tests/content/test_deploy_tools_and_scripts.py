"""The little program of lesson s1-064: a tool, a spare model, and a log that keeps no secrets."""

import json
import logging

import pytest

from tests.content.lesson_scripts import copied, far_side, imported, run
from tests.content.running import lesson_text

GOOD = '{"place": "北坡牧场", "day": "明天"}'
KEY = "k-7f3a"


@pytest.fixture
def folder(tmp_path):
    return copied("deploy-tools-and-scripts", tmp_path)


@pytest.fixture
def scripts(folder, monkeypatch):
    for name in ["MODEL_URL", "MODEL_KEY", "MODEL_NAME", "LOCAL_URL", "LOCAL_NAME"]:
        monkeypatch.delenv(name, raising=False)
    with imported(folder, "tools", "agent") as modules:
        yield modules


@pytest.fixture
def tools(scripts):
    return scripts[0]


@pytest.fixture
def agent(scripts):
    return scripts[1]


def says(words):
    return 200, {"choices": [{"message": {"role": "assistant", "content": words}}]}


def slips(*texts, name="get_weather"):
    calls = [{"id": f"c{n}", "function": {"name": name, "arguments": text}} for n, text in enumerate(texts)]
    return 200, {"choices": [{"message": {"role": "assistant", "content": None, "tool_calls": calls}}]}


def in_turn(*replies):
    waiting = iter(replies)
    return lambda path, body: next(waiting)


def main_model(monkeypatch, address):
    for name, value in {"MODEL_URL": address, "MODEL_KEY": KEY, "MODEL_NAME": "m"}.items():
        monkeypatch.setenv(name, value)


def local_model(monkeypatch, address):
    monkeypatch.setenv("LOCAL_URL", address)
    monkeypatch.setenv("LOCAL_NAME", "small")


def test_the_rehearsal_prints_what_the_lesson_shows(folder):
    result = run(folder / "try_it.py")
    assert result.returncode == 0, result.stderr
    assert result.stdout.strip() in lesson_text("deploy-tools-and-scripts")


def test_a_good_slip_gets_the_weather(tools):
    assert tools.use("get_weather", GOOD) == {"天气": "大风", "最低": -9, "最高": 1, "风力": 7}


@pytest.mark.parametrize(
    "slip",
    [
        "北坡牧场明天",
        "",
        None,
        "[]",
        '{"place": "北坡牧场"}',
        '{"place": "北坡牧场", "day": "明天", "unit": "F"}',
        '{"place": "北京", "day": "明天"}',
        '{"place": "北坡牧场", "day": "后天"}',
        '{"place": ["北坡牧场"], "day": "明天"}',
    ],
)
def test_a_slip_filled_wrongly_is_answered_with_what_is_wrong(tools, slip):
    assert list(tools.use("get_weather", slip)) == ["error"]


def test_a_tool_that_is_not_on_the_menu_is_not_run(tools):
    assert tools.use("delete_files", "{}") == {"error": "没有这个工具"}


def test_the_menu_offers_what_the_check_lets_through(tools):
    fields = tools.MENU[0]["function"]["parameters"]["properties"]
    for place in fields["place"]["enum"]:
        for day in fields["day"]["enum"]:
            assert "error" not in tools.use("get_weather", json.dumps({"place": place, "day": day}))


def test_every_slip_gets_its_own_answer_back(agent, monkeypatch):
    with far_side(in_turn(slips(GOOD, "坏条子"), says("大风"))) as (address, asked):
        main_model(monkeypatch, address)
        assert agent.ask("冷吗") == "【AI·主模型】大风"
    answers = [part for part in asked[1][2]["messages"] if part["role"] == "tool"]
    assert [part["tool_call_id"] for part in answers] == ["c0", "c1"]
    assert json.loads(answers[0]["content"])["风力"] == 7
    assert "error" in json.loads(answers[1]["content"])


def test_the_menu_and_the_key_go_with_the_question(agent, tools, monkeypatch):
    with far_side(in_turn(says("晴"))) as (address, asked):
        main_model(monkeypatch, address)
        agent.ask("冷吗")
    _, headers, body = asked[0]
    assert headers["Authorization"] == f"Bearer {KEY}"
    assert body["tools"] == tools.MENU


def test_a_main_model_that_answers_leaves_the_local_one_alone(agent, monkeypatch):
    with far_side(in_turn(says("晴"))) as (address, _), far_side(in_turn(says("阴"))) as (local, asked):
        main_model(monkeypatch, address)
        local_model(monkeypatch, local)
        assert agent.ask("冷吗") == "【AI·主模型】晴"
    assert not asked


@pytest.mark.parametrize("trouble", [(503, {}), (200, {}), says(" "), (401, {"error": "key"})])
def test_a_main_model_in_trouble_hands_over_to_the_local_one(agent, monkeypatch, trouble):
    with far_side(lambda path, body: trouble) as (address, _), far_side(in_turn(says("阴"))) as (local, _):
        main_model(monkeypatch, address)
        local_model(monkeypatch, local)
        assert agent.ask("冷吗") == "【AI·本地模型】阴"


def test_without_any_model_that_answers_a_fixed_sentence_is_said(agent, monkeypatch):
    main_model(monkeypatch, "http://127.0.0.1:1")
    local_model(monkeypatch, "http://127.0.0.1:1")
    assert agent.ask("冷吗") == agent.SORRY


def test_a_model_that_never_stops_asking_for_tools_is_stopped(agent, monkeypatch):
    with far_side(lambda path, body: slips(GOOD)) as (address, asked):
        main_model(monkeypatch, address)
        assert agent.ask("冷吗") == agent.SORRY
    assert len(asked) == 4


def test_the_local_model_is_looked_for_on_this_computer(agent, monkeypatch):
    monkeypatch.setenv("LOCAL_NAME", "small")
    assert agent.models() == [("本地模型", "http://127.0.0.1:11434/v1/chat/completions", "ollama", "small", 180)]


def test_half_a_set_of_settings_is_no_model(agent, monkeypatch):
    monkeypatch.setenv("MODEL_KEY", KEY)
    assert agent.models() == []


def test_the_log_says_what_happened_and_keeps_key_and_question_out(agent, monkeypatch, caplog):
    caplog.set_level(logging.INFO)
    with far_side(in_turn((402, {}))) as (address, _), far_side(in_turn(slips(GOOD), says("大风"))) as (local, _):
        main_model(monkeypatch, address)
        local_model(monkeypatch, local)
        agent.ask("老秦家的羊丢了三只")
    said = [record.getMessage() for record in caplog.records]
    assert said == ["主模型不行：HTTPError 402", "工具：查到了", "本地模型答了"]
    assert KEY not in caplog.text
    assert "老秦" not in caplog.text


def test_run_as_the_learner_runs_it_answers_once_and_leaves_a_log(folder):
    with far_side(in_turn(slips(GOOD), says("大风"))) as (address, _):
        result = run(folder / "agent.py", MODEL_URL=address, MODEL_KEY=KEY, MODEL_NAME="m")
    assert result.stdout == "【AI·主模型】大风\n"
    log = (folder / "天气.log").read_text(encoding="utf-8")
    assert "主模型答了" in log
    assert KEY not in log


def test_every_day_adds_its_sentence_to_the_same_page(folder):
    for sky in "晴阴":
        with far_side(in_turn(says(sky))) as (address, _):
            run(folder / "agent.py", MODEL_URL=address, MODEL_KEY=KEY, MODEL_NAME="m")
    page = (folder / "每天一句.txt").read_text(encoding="utf-8")
    assert [row.split("】")[1] for row in page.splitlines()] == ["晴", "阴"]


def test_without_settings_it_stops_and_names_them(folder):
    result = run(folder / "agent.py", MODEL_KEY="", LOCAL_NAME="")
    assert result.returncode == 1
    assert "MODEL_KEY" in result.stderr
    assert "没有模型可用" in (folder / "天气.log").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["tools.py", "agent.py"])
def test_no_script_writes_a_key_down(folder, name):
    assert "KEY =" not in (folder / name).read_text(encoding="utf-8")
