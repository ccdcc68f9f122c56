"""按名单和模板拟好每一封邮件，只打印预览；加 --save 才新写一份待发表。这个脚本不联网。"""

import argparse
import csv
import re
import sys
from pathlib import Path

MARK = re.compile(r"\{\{(.+?)\}\}")  # 模板里的占位符，例如 {{称呼}}


def read(path):
    """先按 UTF-8 读，不行再按 GB18030 读。没有这个文件，就当它是空的。"""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        return path.read_text(encoding="gb18030")
    except FileNotFoundError:
        return ""


def fill(template, row):
    return MARK.sub(lambda found: row[found.group(1)].strip(), template)


def why_not(row, address, gone, seen):
    """这一行为什么不发；可以发就返回 None。"""
    if not re.fullmatch(r"[^@\s,]+@[^@\s,]+\.[^@\s.,]+", address):
        return "不像邮箱地址"
    if row["同意"].strip() != "是":
        return "没有写同意"
    if address in gone:
        return "已经退订"
    if address in seen:
        return "名单里重复"
    empty = [field for field in fields if not row[field].strip()]
    return f"缺「{'、'.join(empty)}」" if empty else None


parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("folder", help="放着 名单.csv、模板.txt、退订.txt 的文件夹")
parser.add_argument("--save", action="store_true", help="新写一份待发表")
args = parser.parse_args()

folder = Path(args.folder)
first, _, body = read(folder / "模板.txt").partition("\n")
subject = first.removeprefix("标题：").strip()
rows = [{k: v or "" for k, v in row.items()} for row in csv.DictReader(read(folder / "名单.csv").splitlines())]
fields = sorted(set(MARK.findall(first + body)))
missing = [name for name in ("邮箱", "同意", *fields) if not rows or name not in rows[0]]
if missing or not first.startswith("标题："):
    sys.exit(f"停下：模板第一行要以「标题：」开头；名单缺的列：{'、'.join(missing) or '没有'}。")
if "退订" not in body:
    sys.exit("停下：模板里没有写怎么退订。")

gone = {line.strip().lower() for line in read(folder / "退订.txt").splitlines()}
letters, left = {}, []
for row in rows:
    address = row["邮箱"].strip().lower()
    reason = why_not(row, address, gone, letters)
    if reason:
        left.append(f"不发  {address}：{reason}")
    else:
        letters[address] = (fill(subject, row), fill(body, row).strip())

for number, (address, (_, words)) in enumerate(letters.items(), start=1):
    print(f"第 {number} 封  {address}：{' '.join(words.split())[:45]}")
print("\n".join(left))
print(f"标题「{subject}」。名单 {len(rows)} 行：要发 {len(letters)} 封，不发 {len(left)} 封。")

if args.save and letters:
    number = 1
    while (folder / f"待发_{number}.csv").exists():  # 往后排号，从不盖掉旧的
        number += 1
    with (folder / f"待发_{number}.csv").open("x", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file)
        table.writerow(["邮箱", "标题", "正文"])
        table.writerows([address, *words] for address, words in letters.items())
    print(f"已新写：待发_{number}.csv。打开看过，再用 send_mail.py 发。")
