"""The scripts a learner copies out of lesson s1-059, against a mail server on this machine."""

import csv

import pytest

from tests.content.mail import CODE, USER, Post, run_mail, serving
from tests.content.printed import shown
from tests.content.running import scripts_of

SLUG = "mail-sending"

pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH")  # the whole line is TLS


def preview(cwd, *arguments):
    return run_mail(SLUG, "preview_mail.py", *arguments, cwd=cwd)


def files(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def write_todo(folder, *addresses):
    with (folder / "待发_1.csv").open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([("邮箱", "标题", "正文"), *((one, "改期", f"{one} 您好") for one in addresses)])


@pytest.fixture
def practice(tmp_path):
    run_mail(SLUG, "make_practice_mail.py", cwd=tmp_path)
    preview(tmp_path, "练习邮件", "--save")
    return tmp_path


@pytest.fixture
def folder(practice):
    return practice / "练习邮件"


@pytest.fixture
def post():
    return Post()


@pytest.fixture
def send(practice, post, tmp_path_factory):
    with serving(post.speak, tmp_path_factory.mktemp("证书")) as env:

        def sending(*arguments, typed="\n", **changed):
            return run_mail(
                SLUG,
                "send_mail.py",
                "练习邮件/待发_1.csv",
                "--pause",
                0,
                *arguments,
                cwd=practice,
                env=env | {"MAIL_USER": USER, "MAIL_CODE": CODE} | changed,
                typed=typed,
            )

        yield sending


@pytest.fixture
def soap(tmp_path):
    """The folder of the second task."""
    folder = tmp_path / "新皂"
    folder.mkdir()
    (folder / "名单.csv").write_text(
        "称呼,邮箱,同意,数量\n方女士,fang@example.com,是,30\n骆先生,luo@example.com,是,2\n"
        "钱阿姨,qian@example.com,,4\n小葛,ge@example.com,是,1\n尚老师,shang@example.com,是,2\n",
        encoding="utf-8",
    )
    (folder / "模板.txt").write_text(
        "标题：您订的手工皂做好了\n{{称呼}}您好，您订的 {{数量}} 块皂做好了，周末来取。\n"
        "新品桂花皂八折，欢迎选购。\n不想再收到，回信写「退订」。\n",
        encoding="utf-8",
    )
    (folder / "退订.txt").write_text("ge@example.com\n", encoding="utf-8")
    return tmp_path


def test_the_practice_folder_gives_the_preview_shown_in_the_lesson(tmp_path):
    run_mail(SLUG, "make_practice_mail.py", cwd=tmp_path)
    assert shown(preview(tmp_path, "练习邮件").stdout, SLUG)


def test_the_preview_of_the_second_task_is_what_the_script_prints(soap):
    assert shown(preview(soap, "新皂").stdout, SLUG)


def test_a_preview_writes_nothing(practice, folder):
    before = files(folder)
    preview(practice, "练习邮件")
    assert files(folder) == before


def test_the_script_of_the_preview_cannot_reach_the_network():
    source = (scripts_of(SLUG) / "preview_mail.py").read_text(encoding="utf-8")
    assert not {"smtplib", "socket", "urllib"} & set(source.replace(".", " ").split())


def test_a_list_saved_by_an_old_spreadsheet_is_read(practice, folder):
    words = (folder / "名单.csv").read_text(encoding="utf-8-sig")
    (folder / "名单.csv").write_text(words, encoding="gb18030")
    assert "要发 2 封" in preview(practice, "练习邮件").stdout


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("标题：改期\n{{称呼}}，{{楼层}}见。退订请回信。", "楼层"),
        ("标题：改期\n周六见。", "退订"),
        ("周六见，退订", "标题："),
    ],
)
def test_a_template_that_lacks_something_is_refused(practice, folder, template, said):
    (folder / "模板.txt").write_text(template, encoding="utf-8")
    answer = preview(practice, "练习邮件")
    assert answer.stderr.startswith("停下")
    assert said in answer.stderr


def test_without_a_word_nothing_is_sent(send, post):
    assert "这次发 2 封" in send().stdout
    assert post.letters == []


@pytest.mark.parametrize("typed", ["\n", "是\n", "3\n"])
def test_anything_but_the_right_number_sends_nothing(send, post, folder, typed):
    assert "没有确认" in send("--send", typed=typed).stderr
    assert post.letters == []
    assert not (folder / "已发.csv").exists()


def test_a_trial_goes_to_the_sender_alone_and_is_not_noted_as_sent(send, post, folder):
    send("--to-me")
    ((to, message),) = post.letters
    assert to == [USER]
    assert message["Subject"] == "【试发】读书会周六改到二楼"
    assert not (folder / "已发.csv").exists()


def test_each_letter_names_one_person_and_their_own_seat(send, post):
    assert "完成：发出 2 封" in send("--send", typed="2\n").stdout
    assert [to for to, _ in post.letters] == [["xu@example.com"], ["luo@example.com"]]
    first, second = (message for _, message in post.letters)
    assert (first["To"], second["To"]) == ("xu@example.com", "luo@example.com")
    assert "许老师，您好" in first.get_content()
    assert "4 排" in second.get_content()


def test_each_letter_says_how_to_leave_and_that_a_program_sent_it(send, post):
    send("--send", typed="2\n")
    for _, message in post.letters:
        assert message["List-Unsubscribe"] == f"<mailto:{USER}?subject=unsubscribe>"
        assert message["Auto-Submitted"] == "auto-generated"
        assert "退订" in message.get_content()


def test_an_attachment_keeps_its_chinese_name(send, post, practice):
    (practice / "座位图.txt").write_text("一排二排", encoding="utf-8")
    send("--to-me", "--attach", "座位图.txt")
    (part,) = post.letters[0][1].iter_attachments()
    assert part.get_filename() == "座位图.txt"
    assert part.get_payload(decode=True).decode() == "一排二排"


def test_a_second_run_sends_nothing_again(send, post):
    send("--send", typed="2\n")
    assert "发过或已退订 2 封，这次发 0 封" in send("--send", typed="2\n").stdout
    assert len(post.letters) == 2


def test_who_left_since_the_preview_gets_nothing(send, post, folder):
    (folder / "退订.txt").write_text("XU@example.com\n", encoding="utf-8")
    send("--send", typed="1\n")
    assert [to for to, _ in post.letters] == [["luo@example.com"]]


def test_one_address_that_is_refused_does_not_stop_the_rest(send, post, folder):
    post.refused = {"xu@example.com"}
    assert "没发成  xu@example.com" in send("--send", typed="2\n").stdout
    assert "xu@example.com" not in (folder / "已发.csv").read_text(encoding="utf-8")
    assert len(post.letters) == 1


def test_twenty_letters_at_most_leave_in_one_run(send, post, folder):
    write_todo(folder, *(f"p{number}@example.com" for number in range(23)))
    send("--send", typed="20\n")
    assert len(post.letters) == 20
    assert "这次发 3 封" in send().stdout


@pytest.mark.parametrize("changed", [{"MAIL_CODE": ""}, {"MAIL_USER": ""}])
def test_without_user_and_code_in_the_environment_it_stops(send, post, changed):
    assert "环境变量" in send("--send", typed="2\n", **changed).stderr
    assert post.letters == []


def test_a_wrong_code_is_said_plainly_and_never_printed(send, post):
    answer = send("--send", typed="2\n", MAIL_CODE="wrong-code")
    assert "授权码" in answer.stderr
    assert "wrong-code" not in answer.stdout + answer.stderr
    assert post.letters == []


def test_a_server_whose_certificate_nobody_vouches_for_gets_no_code(send, post):
    answer = send("--send", typed="2\n", SSL_CERT_FILE="/dev/null")
    assert answer.stderr.startswith("停下：发出 0 封后断了")
    assert post.letters == []


def test_letters_saved_anew_by_an_old_spreadsheet_are_not_guessed_at(send, post, folder):
    words = (folder / "待发_1.csv").read_text(encoding="utf-8-sig")
    (folder / "待发_1.csv").write_text(words, encoding="gb18030")
    assert "重新拟信" in send("--send", typed="2\n").stderr
    assert post.letters == []


def test_practice_files_that_exist_are_not_touched(tmp_path):
    (tmp_path / "练习邮件").mkdir()
    assert "已经有了" in run_mail(SLUG, "make_practice_mail.py", cwd=tmp_path).stderr
    assert not list((tmp_path / "练习邮件").iterdir())
