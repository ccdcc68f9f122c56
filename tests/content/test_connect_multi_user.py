"""The ledger and the queue of lesson s1-063: many people, twenty questions a day each."""

import threading

import pytest

from tests.content.lesson_scripts import copied, imported, run
from tests.content.running import lesson_text

MONDAY, TUESDAY = "2026-11-23", "2026-11-24"


@pytest.fixture
def folder(tmp_path):
    return copied("connect-multi-user", tmp_path)


@pytest.fixture
def scripts(folder):
    with imported(folder, "ledger", "line") as modules:
        yield modules


@pytest.fixture
def ledger(scripts, tmp_path):
    return scripts[0].Ledger(tmp_path / "账本.db")


@pytest.fixture
def amy(ledger):
    return ledger.key("qq", "amy")


class Model:
    """Answers when it is let go; remembers what it was shown."""

    def __init__(self):
        self.free, self.shown = threading.Event(), []

    def __call__(self, past, text):
        self.shown.append((past, text))
        self.free.wait(10)
        if text == "坏了":
            raise TimeoutError
        return f"答：{text}"


@pytest.fixture
def model():
    model = Model()
    model.free.set()
    yield model
    model.free.set()


@pytest.fixture
def heard():
    return []


@pytest.fixture
def line(scripts, ledger, model, heard):
    return scripts[1].Line(ledger, model, lambda *what: heard.append(what), seats=2, today=lambda: MONDAY)


def ask(line, platform, user, text):
    now = line.ask(platform, user, text)
    line.seats.join()
    return now


def used(ledger, who, day=MONDAY):
    row = ledger.run("SELECT times FROM usage WHERE who = ? AND day = ?", who, day).fetchone()
    return row[0] if row else 0


def use_up(ledger, who):
    for _ in range(20):
        ledger.admit(who, MONDAY)


def log(ledger):
    return dict(ledger.run("SELECT what, times FROM log"))


def test_the_cases_print_what_the_lesson_shows(folder):
    result = run(folder / "check_quota.py")
    assert result.returncode == 0, result.stderr
    assert result.stdout.strip() in lesson_text("connect-multi-user")


@pytest.mark.parametrize(
    ("right", "wrong", "caught"),
    [
        ("WHERE times < ?", "WHERE times <= ?", "第 21 次"),
        ('f"{platform}\\n{user}"', 'f"{user}"', "同样的编号，另一个平台"),
        ("SET times = times - 1", "SET times = times", "没答成，退回一次以后"),
        ('"SELECT 1 FROM blocked WHERE who = ?", who', '"SELECT 1 FROM blocked WHERE who = ?", day', "停用的人"),
    ],
)
def test_the_cases_catch_a_ledger_with_a_mistake(folder, right, wrong, caught):
    script = folder / "ledger.py"
    script.write_text(script.read_text(encoding="utf-8").replace(right, wrong), encoding="utf-8")
    failed = [row for row in run(folder / "check_quota.py").stdout.splitlines() if row.startswith("没过")]
    assert any(caught in row for row in failed)


def test_the_twenty_first_question_of_a_day_is_refused(ledger, amy):
    assert [ledger.admit(amy, MONDAY) for _ in range(21)] == ["放行"] * 20 + ["用完"]


def test_a_refused_question_is_not_counted(ledger, amy):
    use_up(ledger, amy)
    ledger.admit(amy, MONDAY)
    assert used(ledger, amy) == 20


def test_the_next_day_starts_anew(ledger, amy):
    use_up(ledger, amy)
    assert ledger.admit(amy, TUESDAY) == "放行"


def test_the_same_name_on_two_platforms_is_two_people(ledger):
    assert ledger.key("qq", "amy") != ledger.key("wx", "amy")


def test_where_the_platform_ends_cannot_be_mistaken(ledger):
    assert ledger.key("qq", "a") != ledger.key("q", "qa")


def test_only_one_of_many_at_once_gets_the_last_question(ledger, amy):
    for _ in range(19):
        ledger.admit(amy, MONDAY)
    start, verdicts = threading.Barrier(8), []

    def rush():
        start.wait()
        verdicts.append(ledger.admit(amy, MONDAY))

    rushing = [threading.Thread(target=rush) for _ in range(8)]
    for one in rushing:
        one.start()
    for one in rushing:
        one.join()
    assert verdicts.count("放行") == 1


def test_a_blocked_person_is_neither_answered_nor_counted(ledger, line, heard, amy):
    ledger.block(amy, MONDAY, "刷屏")
    assert ask(line, "qq", "amy", "在吗") is None
    assert not heard
    assert used(ledger, amy) == 0


def test_an_answer_goes_back_to_the_one_who_asked(line, heard):
    ask(line, "qq", "amy", "几点")
    ask(line, "wx", "ben", "哪儿")
    assert heard == [("qq", "amy", "答：几点"), ("wx", "ben", "答：哪儿")]


def test_nobody_sees_the_talk_of_somebody_else(line, model):
    ask(line, "qq", "amy", "我姓秦")
    ask(line, "wx", "amy", "我姓什么")
    assert model.shown[-1] == ([], "我姓什么")


def test_the_last_three_rounds_are_shown_to_the_model(line, model):
    for text in "一二三四五":
        ask(line, "qq", "amy", text)
    assert model.shown[-1] == ([("二", "答：二"), ("三", "答：三"), ("四", "答：四")], "五")


def test_forget_me_empties_the_talk_and_is_free(line, model, ledger, scripts, amy):
    ask(line, "qq", "amy", "我姓秦")
    assert line.ask("qq", "amy", "忘了我") == scripts[1].FORGOTTEN
    ask(line, "qq", "amy", "我姓什么")
    assert model.shown[-1] == ([], "我姓什么")
    assert used(ledger, amy) == 2


def test_a_failed_answer_is_given_back_and_said_so(line, heard, ledger, scripts, amy):
    ask(line, "qq", "amy", "坏了")
    assert heard == [("qq", "amy", scripts[1].SORRY)]
    assert used(ledger, amy) == 0
    assert ask(line, "qq", "amy", "好了") is None


def test_one_person_holds_one_seat(line, model, scripts, ledger, amy):
    model.free.clear()
    line.ask("qq", "amy", "一")
    assert line.ask("qq", "amy", "二") == scripts[1].WAIT
    assert used(ledger, amy) == 1
    model.free.set()
    line.seats.join()
    assert ask(line, "qq", "amy", "三") is None


def test_a_full_queue_turns_people_away_for_free(line, model, scripts, ledger):
    model.free.clear()
    answers = [line.ask("qq", f"u{n}", "在吗") for n in range(5)]
    assert answers[-1] == scripts[1].CROWDED
    assert used(ledger, ledger.key("qq", "u4")) == 0


def test_somebody_whose_questions_are_used_up_hears_so(line, ledger, scripts, amy):
    use_up(ledger, amy)
    assert line.ask("qq", "amy", "在吗") == scripts[1].USED_UP


def test_whoever_used_up_their_questions_can_be_blocked_without_a_name(line, ledger, heard, amy, capsys):
    use_up(ledger, amy)
    line.ask("qq", "amy", "在吗")
    printed = capsys.readouterr().out.strip().removeprefix("今天用完的：")
    assert printed == amy
    ledger.block(printed, MONDAY, "刷屏")
    assert line.ask("qq", "amy", "在吗") is None


def test_an_answer_that_cannot_be_delivered_does_not_stop_the_queue(scripts, ledger, model):
    def deaf(platform, user, words):
        raise OSError

    line = scripts[1].Line(ledger, model, deaf, today=lambda: MONDAY)
    ask(line, "qq", "amy", "一")
    ask(line, "qq", "amy", "二")
    assert log(ledger) == {"放行": 2, "没发出去": 2}


def test_the_file_holds_neither_names_nor_words(line, ledger, tmp_path):
    ask(line, "qq", "amy-openid", "我姓秦，住三单元")
    ledger.db.close()
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("账本.db*"))
    for secret in ["amy-openid", "秦", "三单元"]:
        assert secret.encode() not in kept


def test_the_log_counts_kinds_only(line, ledger):
    ask(line, "qq", "amy", "在吗")
    ask(line, "wx", "ben", "坏了")
    assert log(ledger) == {"放行": 2, "TimeoutError": 1}


def test_old_counts_and_logs_are_not_kept(ledger, amy):
    ledger.admit(amy, "2026-11-15")
    ledger.note("2026-11-15", "放行")
    ledger.admit(amy, "2026-11-16")
    ledger.tidy(MONDAY)
    assert used(ledger, amy, "2026-11-15") == 0
    assert used(ledger, amy, "2026-11-16") == 1
    assert not log(ledger)


def test_the_first_question_of_a_day_sweeps_out_what_is_too_old(line, ledger, amy):
    ledger.admit(amy, "2026-11-15")
    ask(line, "wx", "ben", "在吗")
    assert used(ledger, amy, "2026-11-15") == 0


def test_a_block_survives_the_tidying(ledger, amy):
    ledger.block(amy, "2026-01-01", "刷屏")
    ledger.tidy(MONDAY)
    assert ledger.admit(amy, MONDAY) == "停用"
