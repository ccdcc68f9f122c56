"""The scripts a learner copies out of lesson s1-058, run just as the learner runs them."""

import subprocess
import sys

import pytest
from docx import Document

from tests.content.printed import shown
from tests.content.running import lesson_text, run

SLUG = "files-walk-and-search"


def search(folder, *arguments):
    return run(SLUG, "search_docs.py", *arguments, cwd=folder)


def write(path, words, encoding="utf-8"):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(words, encoding=encoding)


def everything(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def practice(tmp_path):
    run(SLUG, "make_practice_docs.py", cwd=tmp_path)
    return tmp_path


@pytest.fixture
def theatre(tmp_path):
    """The folder of the second task."""
    root = tmp_path / "道具资料"
    write(root / "2021/装台单.txt", "灯架 6 个。\n烟机接在侧台的发电机上。\n", "gb18030")
    write(root / "2023/外借.txt", "这次不用发电机，接剧场的电。\n")
    write(root / "2023/保养.txt", "小机组换了机油。\n")
    write(root / "2019/旧合同.doc", "假的")
    write(root / "2020/单据1.pdf", "假的")
    write(root / "2020/单据2.pdf", "假的")
    write(root / "2024/移交.docx", "假的")
    write(root / ".旧备份/装台单.txt", "发电机")
    document = Document()
    document.add_paragraph("送货：江城发电机械厂。")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "柴油发电机", "1 台"
    (root / "2022").mkdir()
    document.save(root / "2022" / "采购.docx")
    return tmp_path


def test_the_practice_folder_gives_what_the_lesson_shows(practice):
    assert shown(search(practice, "练习资料", "白石滩").stdout, SLUG)
    assert shown(search(practice, "练习资料", "白石滩", "白沙滩", "--save").stdout, SLUG)


def test_the_short_script_of_the_lesson_finds_only_the_backup(practice):
    short = lesson_text(SLUG).split("```python\n")[1].split("```")[0]
    answer = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", short], cwd=practice, capture_output=True, encoding="utf-8", check=True
    )
    assert answer.stdout.strip() == "走访.txt 白石滩（备份，不该出现在结果里）。"


def test_the_second_task_shows_what_the_script_prints(theatre):
    assert shown(search(theatre, "道具资料", "发电机").stdout, SLUG)


def test_searching_changes_nothing_and_writes_nothing(practice):
    before = everything(practice)
    search(practice, "练习资料", "白石滩")
    assert everything(practice) == before


def test_saving_numbers_the_tables_and_never_writes_over_one(practice):
    search(practice, "练习资料", "白石滩", "--save")
    first = (practice / "搜索结果_1.csv").read_bytes()
    search(practice, "练习资料", "渡口", "--save")
    assert (practice / "搜索结果_1.csv").read_bytes() == first
    assert "2006/渡口.docx,第 1 段" in (practice / "搜索结果_2.csv").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_word_is_found_in_every_common_encoding(tmp_path, encoding):
    write(tmp_path / "资料/一.txt", "第一行\n我们去了白石滩\n", encoding)
    assert "命中  一.txt  第 2 行：我们去了白石滩" in search(tmp_path, "资料", "白石滩").stdout


def test_a_file_that_is_not_text_is_named_and_the_search_goes_on(tmp_path):
    write(tmp_path / "资料/二.txt", "白石滩")
    (tmp_path / "资料/一.txt").write_bytes(b"\x81\xff\xff\x00" * 9)
    printed = search(tmp_path, "资料", "白石滩").stdout
    assert "读不了  一.txt" in printed
    assert "读完 1 个文件，命中 1 句" in printed


def test_a_big_file_is_read_to_its_end(tmp_path):
    write(tmp_path / "资料/大.txt", "无关的一行\n" * 200_000 + "白石滩在最后\n")
    assert "第 200001 行：白石滩在最后" in search(tmp_path, "资料", "白石滩").stdout


def test_small_and_capital_letters_are_the_same(tmp_path):
    write(tmp_path / "资料/一.txt", "用 gps 量的")
    assert "命中 1 句" in search(tmp_path, "资料", "GPS").stdout


def test_hidden_folders_and_linked_folders_are_not_entered(tmp_path):
    write(tmp_path / "别处/一.txt", "白石滩")
    write(tmp_path / "资料/.git/二.txt", "白石滩")
    (tmp_path / "资料/链接").symlink_to(tmp_path / "别处", target_is_directory=True)
    printed = search(tmp_path, "资料", "白石滩").stdout
    assert "命中 0 句" in printed
    assert "跳过的文件夹  .git" in printed


def test_the_files_of_an_open_word_document_are_not_taken_for_documents(tmp_path):
    write(tmp_path / "资料/~$渡口.docx", "x")
    assert "没读的类型  ~$ 临时文件 1 个" in search(tmp_path, "资料", "白石滩").stdout


def test_a_missing_folder_is_named(tmp_path):
    answer = search(tmp_path, "没有这里", "白石滩")
    assert answer.returncode == 1
    assert "没有这里" in answer.stderr


def test_a_practice_folder_that_exists_is_not_touched(tmp_path):
    (tmp_path / "练习资料").mkdir()
    assert "已经有了" in run(SLUG, "make_practice_docs.py", cwd=tmp_path).stderr
    assert not list((tmp_path / "练习资料").iterdir())
