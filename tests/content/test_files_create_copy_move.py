"""The scripts a learner copies out of lesson s1-057, run just as the learner runs them."""

import os

import pytest

from tests.content.running import run_script, scripts_of

SCRIPTS = scripts_of("files-create-copy-move")

MARCH = "收据_2026-03-02_化肥.txt"
PHONE = "IMG_20260415_091200.txt"
UNDATED = "柴油_补开.txt"
IMPOSSIBLE = "收据_2026-02-30_纸箱.txt"
TAKEN = "收据_2026-03-14_农膜.txt"


def run(name, *arguments, cwd, home=None):
    env = os.environ | ({"HOME": str(home), "USERPROFILE": str(home)} if home else {})
    return run_script(SCRIPTS / name, *arguments, cwd=cwd, env=env)


def tree(folder):
    """Every file below the folder, with what it says."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture
def receipts(tmp_path):
    folder = tmp_path / "收据"
    (folder / "2026" / "03").mkdir(parents=True)
    for name in [MARCH, PHONE, UNDATED, IMPOSSIBLE, TAKEN]:
        (folder / name).write_text(f"{name} 的内容", encoding="utf-8")
    (folder / "2026" / "03" / TAKEN).write_text("早先归档的那一张", encoding="utf-8")
    return folder


def test_a_plan_changes_nothing(receipts):
    before = tree(receipts)
    answer = run("sort_by_month.py", receipts, cwd=receipts.parent)
    assert "什么都没有改" in answer.stdout
    assert tree(receipts) == before


def test_applying_moves_dated_files_into_their_months(receipts):
    run("sort_by_month.py", receipts, "--apply", cwd=receipts.parent)
    after = tree(receipts)
    assert {f"2026/03/{MARCH}", f"2026/04/{PHONE}"} <= after.keys()
    assert not {MARCH, PHONE} & after.keys()


@pytest.mark.parametrize("name", [UNDATED, IMPOSSIBLE, "mmexport1773460800000.jpg", "订单20260314001.txt"])
def test_a_file_without_a_real_date_stays_where_it_is(receipts, name):
    (receipts / name).touch()
    run("sort_by_month.py", receipts, "--apply", cwd=receipts.parent)
    assert (receipts / name).is_file()


def test_a_taken_name_is_left_alone_and_both_files_survive(receipts):
    before = tree(receipts)
    answer = run("sort_by_month.py", receipts, "--apply", cwd=receipts.parent)
    after = tree(receipts)
    assert f"不动  {TAKEN}：2026/03 里已有同名文件" in answer.stdout
    assert after[TAKEN] == before[TAKEN]
    assert after[f"2026/03/{TAKEN}"] == before[f"2026/03/{TAKEN}"]


def test_a_file_that_sits_where_the_year_should_be_is_left_alone(receipts):
    (receipts / "2025").write_text("不是文件夹", encoding="utf-8")
    (receipts / "收据_2025-01-01.txt").touch()
    answer = run("sort_by_month.py", receipts, "--apply", cwd=receipts.parent)
    assert answer.returncode == 0
    assert (receipts / "2025").read_text(encoding="utf-8") == "不是文件夹"
    assert (receipts / "收据_2025-01-01.txt").is_file()


def test_subfolders_are_not_entered(receipts):
    inner = receipts / "别动" / "收据_2026-05-01.txt"
    inner.parent.mkdir()
    inner.touch()
    run("sort_by_month.py", receipts, "--apply", cwd=receipts.parent)
    assert inner.is_file()


def test_copying_leaves_the_originals_and_keeps_their_time(receipts):
    os.utime(receipts / MARCH, (1_700_000_000, 1_700_000_000))
    run("sort_by_month.py", receipts, "--copy", "--apply", cwd=receipts.parent)
    copy = receipts / "2026" / "03" / MARCH
    assert copy.read_bytes() == (receipts / MARCH).read_bytes()
    assert int(copy.stat().st_mtime) == 1_700_000_000


def test_undoing_puts_every_moved_file_back(receipts):
    before = tree(receipts)
    run("sort_by_month.py", receipts, "--apply", cwd=receipts.parent)
    run("undo_sort.py", receipts / "归档清单_1.csv", "--apply", cwd=receipts.parent)
    after = tree(receipts)
    after.pop("归档清单_1.csv")
    assert after == before


def test_a_plan_to_undo_changes_nothing(receipts):
    run("sort_by_month.py", receipts, "--apply", cwd=receipts.parent)
    sorted_tree = tree(receipts)
    answer = run("undo_sort.py", receipts / "归档清单_1.csv", cwd=receipts.parent)
    assert "移回 2" in answer.stdout
    assert tree(receipts) == sorted_tree


def test_undoing_never_writes_over_a_newer_file(receipts):
    run("sort_by_month.py", receipts, "--apply", cwd=receipts.parent)
    (receipts / MARCH).write_text("后来新写的", encoding="utf-8")
    run("undo_sort.py", receipts / "归档清单_1.csv", "--apply", cwd=receipts.parent)
    assert (receipts / MARCH).read_text(encoding="utf-8") == "后来新写的"
    assert (receipts / "2026" / "03" / MARCH).is_file()


def test_undoing_a_copy_leaves_both_files(receipts):
    run("sort_by_month.py", receipts, "--copy", "--apply", cwd=receipts.parent)
    copied = tree(receipts)
    run("undo_sort.py", receipts / "归档清单_1.csv", "--apply", cwd=receipts.parent)
    assert tree(receipts) == copied


def test_a_second_run_writes_a_second_list(receipts):
    run("sort_by_month.py", receipts, "--apply", cwd=receipts.parent)
    first = (receipts / "归档清单_1.csv").read_bytes()
    (receipts / "收据_2026-05-01.txt").touch()
    run("sort_by_month.py", receipts, "--apply", cwd=receipts.parent)
    assert (receipts / "归档清单_1.csv").read_bytes() == first
    assert "收据_2026-05-01.txt" in (receipts / "归档清单_2.csv").read_text(encoding="utf-8-sig")


def test_the_home_folder_is_refused(receipts):
    before = tree(receipts)
    answer = run("sort_by_month.py", receipts, "--apply", cwd=receipts.parent, home=receipts)
    assert "停下" in answer.stderr
    assert tree(receipts) == before


def test_a_missing_folder_is_named(tmp_path):
    answer = run("sort_by_month.py", "没有这里", cwd=tmp_path)
    assert answer.returncode == 1
    assert "没有这里" in answer.stderr


def test_a_plan_for_the_practice_folder_makes_nothing(tmp_path):
    answer = run("make_practice.py", cwd=tmp_path)
    assert "计划：新建 7 个文件" in answer.stdout
    assert not list(tmp_path.iterdir())


def test_the_practice_folder_gives_the_plan_shown_in_the_lesson(tmp_path):
    run("make_practice.py", "--apply", cwd=tmp_path)
    answer = run("sort_by_month.py", "练习收据", cwd=tmp_path)
    lesson = (SCRIPTS.parents[1] / "057-files-create-copy-move.md").read_text(encoding="utf-8")
    assert answer.stdout.strip() in lesson


def test_a_practice_folder_that_exists_is_not_touched(tmp_path):
    (tmp_path / "练习收据").mkdir()
    answer = run("make_practice.py", "--apply", cwd=tmp_path)
    assert "已经有了" in answer.stderr
    assert not list((tmp_path / "练习收据").iterdir())


@pytest.mark.parametrize("script", sorted(SCRIPTS.glob("*.py")), ids=lambda path: path.name)
@pytest.mark.parametrize("word", ["rmtree", "unlink", "remove", "rmdir", "os.system", "subprocess", '"w"'])
def test_no_script_holds_a_word_that_deletes_or_overwrites(script, word):
    assert word not in script.read_text(encoding="utf-8")
