import csv
import io

import pytest

from accounts.models import User
from teaching.export import plain
from tests.teaching.conftest import work_out


def table(answer) -> list[list[str]]:
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


@pytest.fixture
def both(sunday, amy, ben):
    work_out(amy, ben)


@pytest.mark.parametrize(
    "dangerous",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1+1", "＠x", "=HYPERLINK(\"http://x\",\"y\")"],
)  # fmt: skip
def test_a_cell_that_would_run_becomes_plain_text(dangerous):
    assert plain(dangerous) == f"'{dangerous}"


@pytest.mark.parametrize("harmless", ["王芳", "a=b", "a@example.org", "", "1-2", 3, 0, None])
def test_a_harmless_cell_stays_as_it_is(harmless):
    assert plain(harmless) == harmless


def test_excel_is_told_that_it_reads_chinese(teacher, both):
    assert b"".join(teacher.get("/teaching/learners.csv").streaming_content).startswith(b"\xef\xbb\xbf")


def test_the_table_has_the_learners_of_the_list_in_its_order(teacher, both):
    rows = table(teacher.get("/teaching/learners.csv"))
    assert rows[0][:3] == ["称呼", "邮箱", "状态"]
    assert [row[1] for row in rows[1:]] == ["ben@example.org", "amy@example.org"]
    assert rows[1][5:8] == ["10", "10", "0"]


def test_the_table_is_filtered_as_the_list_is(teacher, both):
    rows = table(teacher.get("/teaching/learners.csv?show=stuck"))
    assert [row[0] for row in rows[1:]] == ["Ben"]


def test_a_name_that_is_a_formula_arrives_as_a_name(teacher, both):
    User.objects.filter(display_name="Ben").update(display_name='=HYPERLINK("http://x","点我")')
    assert table(teacher.get("/teaching/learners.csv"))[1][0] == '\'=HYPERLINK("http://x","点我")'


def test_the_file_is_named_by_course_and_day(teacher, both):
    assert teacher.get("/teaching/learners.csv")["Content-Disposition"] == (
        'attachment; filename="aigc-learners-2026-11-22.csv"'
    )


def test_the_table_is_sent_as_it_is_read(teacher, both):
    assert teacher.get("/teaching/learners.csv").streaming
