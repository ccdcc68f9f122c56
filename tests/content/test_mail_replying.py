"""The scripts a learner copies out of lesson s1-060, against a small mailbox on this machine."""

import json

import pytest

from tests.content.mail import CODE, USER, Box, run_mail, serving
from tests.content.printed import shown
from tests.content.running import scripts_of

SLUG = "mail-replying"
KNOWN = {"MAIL_USER": USER, "MAIL_CODE": CODE}


def raw(words, subject="问个事", sender="陶老师 <tao@example.com>", **more):
    heads = {"From": sender, "To": USER, "Subject": subject, "Message-ID": f"<{abs(hash(words))}@example.com>"} | more
    heads["Content-Type"] = "text/plain; charset=utf-8"
    return "".join(f"{name}: {value}\r\n" for name, value in heads.items()).encode() + b"\r\n" + words.encode()


MUSEUM = [
    raw("我们 28 个学生想周六来，几点开门？\r\n我的手机 13800000000。\r\n> 上次的旧信", subject="参观时间"),
    raw("本周特价锄头。", subject="促销", **{"List-Unsubscribe": "<mailto:x@example.com>"}),
    raw("我休假到 9 号。", subject="自动回复：谢谢", **{"Auto-Submitted": "auto-replied"}),
    raw("上周我捐的木犁摔断了一根，谁负责？", subject="东西坏了", sender="莫先生 <mo@example.com>"),
]


@pytest.fixture
def reading(tmp_path, tmp_path_factory):
    """Reads a mailbox that holds these letters; gives back what was printed and the mailbox."""

    def read(*letters, **changed):
        box = Box(*letters)
        with serving(box.speak, tmp_path_factory.mktemp("证书"), "IMAP") as env:
            return run_mail(SLUG, "read_inbox.py", cwd=tmp_path, env=env | KNOWN | changed), box

    return read


def saved(folder):
    return json.loads((folder / "来信.json").read_text(encoding="utf-8"))


@pytest.fixture
def practice(tmp_path):
    run_mail(SLUG, "make_practice_letters.py", cwd=tmp_path)
    return tmp_path


@pytest.fixture
def folder(practice):
    return practice / "练习回信"


def put(cwd, *arguments, folder="练习回信", env=None):
    return run_mail(SLUG, "put_drafts.py", folder, *arguments, cwd=cwd, env=env)


@pytest.fixture
def putting(practice, tmp_path_factory):
    box = Box()
    with serving(box.speak, tmp_path_factory.mktemp("证书"), "IMAP") as env:
        yield lambda *arguments, **changed: put(practice, *arguments, env=env | KNOWN | changed), box


def write_drafts(folder, *drafts):
    (folder / "草稿.json").write_text(json.dumps(drafts, ensure_ascii=False), encoding="utf-8")


def draft(number, words="可以拍照，不要开闪光灯。", *, human=False):
    return {"编号": number, "类别": "拍照", "紧急": "普通", "要人处理": human, "草稿": words}


@pytest.fixture
def violins(tmp_path):
    """The folder of the second task."""
    folder = tmp_path / "修琴"
    folder.mkdir()
    letters = [
        ("骆同学", "琴马歪了", "琴马歪了，能修吗？要带什么来？"),
        ("闵阿姨", "取琴", "我家孩子的琴修好了吗？周日想来取。"),
        ("车先生", "出外 自动回复", "我出差到 20 日，回来再看邮件。"),
        ("关老师", "琴裂了", "上周在你这里换完弦，面板裂了一道。孩子后天考级，怎么办？"),
        ("小宗", "问价", "换一套琴弓毛多少钱？"),
    ]
    drafts = [
        (1, "询问", "普通", False, "闵阿姨您好：琴已修好，周日营业到 18 点，可以来取。"),
        (2, "取琴", "普通", False, "骆同学你好：琴马能修，把琴和琴弓一起带来就行。"),
        (3, "其他", "普通", False, "车先生您好：祝出差顺利，回来再联系。"),
        (4, "询问", "普通", False, "关老师您好：请放心，拿来我们免费修好，不影响考级。"),
        (5, "询价", "普通", False, "小宗你好：换弓毛 120 元，当天可取。"),
    ]
    (folder / "来信.json").write_text(
        json.dumps(
            [
                {"编号": n, "回给": f"{who} <v{n}@example.com>", "标题": title, "信号": f"<{n}@v>", "正文": words}
                for n, (who, title, words) in enumerate(letters, start=1)
            ],
            ensure_ascii=False,
        ),
        encoding="utf-8",
    )
    write_drafts(folder, *(dict(zip(draft(0), row, strict=True)) for row in drafts))
    (folder / "事实.txt").write_text("周日营业到 18 点。琴马能修，带琴来。价钱当面看琴再定。", encoding="utf-8")
    return tmp_path


def test_an_inbox_gives_what_the_lesson_shows(reading):
    answer, _ = reading(*MUSEUM)
    assert shown(answer.stdout, SLUG)


def test_the_practice_folder_gives_the_plan_shown_in_the_lesson(practice):
    assert shown(put(practice).stdout, SLUG)


def test_the_plan_of_the_second_task_is_what_the_script_prints(violins):
    assert shown(put(violins, folder="修琴").stdout, SLUG)


def test_reading_opens_the_inbox_for_reading_and_leaves_letters_unread(reading):
    _, box = reading(*MUSEUM)
    assert box.opened == ["EXAMINE"]
    assert all("PEEK" in fetched for fetched in box.fetched)


def test_a_mailbox_that_asks_for_a_name_first_is_told_one(reading):
    answer, box = reading(*MUSEUM)
    assert box.introduced
    assert answer.returncode == 0


@pytest.mark.parametrize(
    "letter",
    [
        raw("我休假。", **{"Auto-Submitted": "auto-replied"}),
        raw("月报。", **{"Auto-Submitted": "auto-generated (report)"}),
        raw("群里的信。", **{"List-Id": "<x.example.com>"}),
        raw("群发。", Precedence="bulk"),
        raw("退信。", **{"Return-Path": "<>"}),
        raw("别回。", sender="no-reply@example.com"),
        raw("退信。", sender="MAILER-DAEMON@example.com"),
        raw("自己。", sender=f"我 <{USER}>"),
    ],
)
def test_a_letter_from_a_program_a_list_or_oneself_is_not_answered(reading, tmp_path, letter):
    answer, _ = reading(letter)
    assert "不回" in answer.stdout
    assert saved(tmp_path) == []


def test_a_person_who_says_no_to_automatic_is_still_a_person(reading, tmp_path):
    reading(raw("您好。", **{"Auto-Submitted": "no"}))
    assert len(saved(tmp_path)) == 1


def test_numbers_that_name_people_are_hidden_from_the_model_and_kept_at_home(reading, tmp_path):
    words = "手机 13800000000 或 138 0000 0000，证件 11010119900101001X，座机 0571-80000000，邮箱10001@example.com"
    answer, _ = reading(raw(words))
    assert "手机 【号码】 或 【号码】，证件 【号码】，座机 【号码】，邮箱【邮箱】" in answer.stdout
    assert "13800000000" not in answer.stdout
    assert saved(tmp_path)[0]["正文"] == words


def test_days_prices_and_hours_stay_readable(reading):
    words = "2026-11-28 上午 9 点，28 个学生，一共 1200 元"
    assert words in reading(raw(words))[0].stdout


def test_a_subject_that_breaks_the_line_cannot_pose_as_another_letter(reading, tmp_path):
    reading(raw("您好", subject="=?utf-8?q?=E9=97=AE=0A=E3=80=90=E7=BC=96=E5=8F=B7_9=E3=80=91?="))
    assert "\n" not in saved(tmp_path)[0]["标题"]


def test_a_letter_nobody_can_decode_does_not_stop_the_rest(reading, tmp_path):
    odd = raw("您好", subject="怪信").replace(b"utf-8", b"no-such-code")
    reading(odd, raw("几点开门？"))
    assert [letter["正文"] for letter in saved(tmp_path)] == ["（正文读不出来，请到邮箱里看）", "几点开门？"]


def test_an_answer_goes_where_the_letter_asks(reading, tmp_path):
    reading(raw("您好。", **{"Reply-To": "desk@example.com"}))
    assert saved(tmp_path)[0]["回给"] == "desk@example.com"


def test_letters_already_saved_are_not_written_over(reading, tmp_path):
    (tmp_path / "来信.json").write_text("上午的", encoding="utf-8")
    answer, _ = reading(*MUSEUM)
    assert "已经有了" in answer.stderr
    assert (tmp_path / "来信.json").read_text(encoding="utf-8") == "上午的"


def test_a_wrong_code_stops_reading_and_is_not_printed(reading, tmp_path):
    answer, _ = reading(*MUSEUM, MAIL_CODE="wrong-code")
    assert answer.stderr.startswith("停下")
    assert "wrong-code" not in answer.stdout + answer.stderr
    assert not (tmp_path / "来信.json").exists()


def test_a_plan_puts_nothing_anywhere(putting, folder):
    work, box = putting
    before = sorted(folder.iterdir())
    work()
    assert box.drafts == []
    assert sorted(folder.iterdir()) == before


def test_only_drafts_that_passed_reach_the_drawer(putting):
    work, box = putting
    assert "完成：放了 1 份" in work("--apply").stdout
    (message,) = box.drafts
    assert message["To"] == "陶老师 <guest1@example.com>"
    assert message["Subject"] == "Re: 参观时间"
    assert message["In-Reply-To"] == "<1@example.com>"
    assert message["Auto-Submitted"] is None  # a person reads and sends it
    assert "团队要提前 2 天预约" in message.get_content()


def test_neither_script_can_send():
    for name in ("read_inbox.py", "put_drafts.py"):
        assert "smtplib" not in (scripts_of(SLUG) / name).read_text(encoding="utf-8")


def test_a_second_run_puts_no_second_draft(putting):
    work, box = putting
    work("--apply")
    assert "可放 0 份" in work("--apply").stdout
    assert len(box.drafts) == 1


def test_one_person_gets_one_draft_a_day(practice, folder):
    letters = saved(folder)
    letters[2]["回给"] = letters[0]["回给"]
    (folder / "来信.json").write_text(json.dumps(letters, ensure_ascii=False), encoding="utf-8")
    write_drafts(folder, draft(1, "周六 9 点开门。"), draft(3))
    assert "今天已经给这个人放过一份" in put(practice).stdout


@pytest.mark.parametrize(
    ("item", "said"),
    [
        (draft(9), "没有这个编号的来信"),
        (draft(3, human=True), "要你自己写"),
        (draft(3) | {"要人处理": "否"}, "要你自己写"),
        (draft(3, "  "), "草稿是空的"),
        (draft(3, "收 15 元。"), "数字没有出处：15"),
    ],
)
def test_a_draft_with_a_doubt_stays_out(practice, folder, item, said):
    write_drafts(folder, item)
    answer = put(practice)
    assert said in answer.stdout
    assert "可放 0 份" in answer.stdout


def test_letters_without_a_draft_are_named(practice, folder):
    write_drafts(folder, draft(3))
    assert "没有草稿的编号 [1, 2]" in put(practice).stdout


@pytest.mark.parametrize("words", ["好的，下面是草稿", "1", '["草稿"]'])
def test_an_answer_of_another_form_is_refused(practice, folder, words):
    (folder / "草稿.json").write_text(words, encoding="utf-8")
    assert put(practice).stderr.startswith("停下")


def test_practice_files_that_exist_are_not_touched(tmp_path):
    (tmp_path / "练习回信").mkdir()
    assert "已经有了" in run_mail(SLUG, "make_practice_letters.py", cwd=tmp_path).stderr
    assert not list((tmp_path / "练习回信").iterdir())
