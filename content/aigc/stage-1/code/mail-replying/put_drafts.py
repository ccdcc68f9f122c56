"""检查模型写的草稿，放进邮箱的草稿箱。先打印计划；加 --apply 才放。它不会发信，发送键在你手里。"""

import argparse
import csv
import imaplib
import json
import os
import re
import ssl
import sys
import time
from datetime import date
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from pathlib import Path


def numbers(words):
    return set(re.findall(r"\d+(?:\.\d+)?", words))


def trouble(item, letters, facts, done):
    """这份草稿为什么不放；可以放就返回 None。"""
    letter, words = letters.get(item.get("编号")), str(item.get("草稿", ""))
    if letter is None:
        return "没有这个编号的来信"
    if item.get("要人处理") is not False:
        return "要你自己写"
    if letter["信号"] in done or (letter["回给"], str(date.today())) in done:
        return "这封放过了，或者今天已经给这个人放过一份"
    if not words.strip():
        return "草稿是空的"
    unknown = numbers(words) - numbers(letter["正文"] + facts)
    return f"数字没有出处：{'、'.join(sorted(unknown))}" if unknown else None


def reply(letter, words, user):
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = user, letter["回给"], f"Re: {letter['标题']}"
    message["Date"], message["Message-ID"] = formatdate(localtime=True), make_msgid()
    if letter["信号"]:
        message["In-Reply-To"] = message["References"] = letter["信号"]  # 让它和来信排在一起
    message.set_content(words)
    return message


parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("folder", type=Path, help="放着 来信.json、草稿.json、事实.txt 的文件夹")
parser.add_argument("--apply", action="store_true", help="真的放进草稿箱")
args = parser.parse_args()

try:
    texts = [(args.folder / name).read_text(encoding="utf-8-sig") for name in ("来信.json", "草稿.json", "事实.txt")]
    letters = {one["编号"]: one for one in json.loads(texts[0])}
    drafts, facts = [dict(item) for item in json.loads(texts[1])], texts[2]
except (OSError, ValueError, TypeError) as problem:
    sys.exit(f"停下：三个文件有一个读不了，或者草稿不是一列 JSON，请模型按格式重写。（{problem}）")

log = args.folder / "已放草稿.csv"
done = set()
for signal, to, day in csv.reader(log.read_text(encoding="utf-8").splitlines() if log.exists() else []):
    done |= {signal, (to, day)} - {""}
ready, stays = [], 0
for item in drafts:
    reason = trouble(item, letters, facts, done)
    head = f"编号 {item.get('编号')}  {item.get('类别')}  {item.get('紧急')}"
    if reason:
        stays += 1
        print(f"不放  {head}：{reason}")
        continue
    letter = letters[item["编号"]]
    done |= {letter["信号"], (letter["回给"], str(date.today()))} - {""}
    ready.append((letter, item["草稿"]))
    print(f"可放  {head}  给 {letter['回给']}：{' '.join(item['草稿'].split())[:60]}")
lost = sorted(set(letters) - {item.get("编号") for item in drafts})
print(f"来信 {len(letters)} 封：可放 {len(ready)} 份，不放 {stays} 份，没有草稿的编号 {lost or '无'}。")
if not args.apply or not ready:
    print("这是计划，草稿箱没有变。")
    sys.exit()

user, code = os.environ.get("MAIL_USER"), os.environ.get("MAIL_CODE")
if not user or not code:
    sys.exit("停下：先设好环境变量 MAIL_USER 和 MAIL_CODE。")
host, port = os.environ.get("IMAP_HOST", "imap.qq.com"), int(os.environ.get("IMAP_PORT", "993"))
try:
    with imaplib.IMAP4_SSL(host, port, ssl_context=ssl.create_default_context(), timeout=30) as box:
        box.login(user, code)
        if "ID" in box.capabilities:
            box.xatom("ID", '("name" "mail-lesson" "version" "1.0")')
        places = [line.decode() for line in box.list()[1] if isinstance(line, bytes) and b"\\drafts" in line.lower()]
        drawer = re.search(r'("[^"]*"|\S+)$', places[0])[1] if places else "Drafts"  # 各家给草稿箱起的名字不一样
        for letter, words in ready:
            draft = bytes(reply(letter, words, user))
            answer, said = box.append(drawer, r"(\Draft)", imaplib.Time2Internaldate(time.time()), draft)
            if answer != "OK":
                raise OSError(f"草稿箱不收：{said}")
            with log.open("a", encoding="utf-8", newline="") as file:
                csv.writer(file).writerow([letter["信号"], letter["回给"], date.today()])  # 放一份记一行
except (imaplib.IMAP4.error, OSError) as problem:
    sys.exit(f"停下：没放完（{problem}）。放过的记在 {log.name}，查清再运行。")
print(f"完成：放了 {len(ready)} 份。请到草稿箱里一份份读过、改好，再由你按发送。")
