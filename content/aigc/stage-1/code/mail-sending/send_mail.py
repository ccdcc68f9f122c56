"""发出待发表里的邮件。不加参数只报数；--to-me 发一封给自己；--send 由你确认后才发给大家。"""

import argparse
import csv
import mimetypes
import os
import smtplib
import ssl
import sys
import time
from datetime import datetime
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from pathlib import Path

MOST = 20  # 一次最多发几封，剩下的下次再发


def letter(sender, to, subject, body, attachment):
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, to, subject  # 一封只有一个收件人
    message["Date"], message["Message-ID"] = formatdate(localtime=True), make_msgid()
    message["List-Unsubscribe"] = f"<mailto:{sender}?subject=unsubscribe>"
    message["Auto-Submitted"] = "auto-generated"  # 程序发的信：请对方的程序别自动回复
    message.set_content(body)
    if attachment:  # 中文文件名怎么编码，交给 EmailMessage
        main, sub = (mimetypes.guess_type(attachment.name)[0] or "application/octet-stream").split("/")
        message.add_attachment(attachment.read_bytes(), main, sub, filename=attachment.name)
    return message


def lines(path):
    return path.read_text(encoding="utf-8-sig", errors="replace").splitlines() if path.exists() else []


parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("file", type=Path, help="例如 练习邮件/待发_1.csv")
parser.add_argument("--attach", type=Path, help="附件，每封都带上")
parser.add_argument("--pause", type=float, default=3, help="两封之间停几秒")
parser.add_argument("--to-me", action="store_true", help="把第一封发给自己看")
parser.add_argument("--send", action="store_true", help="发给大家")
args = parser.parse_args()
if not args.file.is_file() or (args.attach and not args.attach.is_file()):
    sys.exit("停下：没有这份待发表，或者没有这个附件。")

log = args.file.with_name("已发.csv")
sent = {tuple(row[:2]) for row in csv.reader(lines(log))}
gone = {line.strip().lower() for line in lines(args.file.with_name("退订.txt"))}
try:
    with args.file.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
except UnicodeDecodeError:
    sys.exit("停下：待发表被别的软件存成了另一种编码。改名单，再重新拟信。")
todo = [row for row in rows if row["邮箱"] not in gone and (row["邮箱"], row["标题"]) not in sent]
now = todo[:MOST]
print(f"待发 {len(rows)} 封，发过或已退订 {len(rows) - len(todo)} 封，这次发 {len(now)} 封。")
if not now or not (args.send or args.to_me):
    sys.exit()

user, code = os.environ.get("MAIL_USER"), os.environ.get("MAIL_CODE")
if not user or not code:
    sys.exit("停下：先设好环境变量 MAIL_USER 和 MAIL_CODE（授权码，不是登录密码）。")
if args.to_me:
    now = [now[0] | {"邮箱": user, "标题": "【试发】" + now[0]["标题"]}]
elif input(f"预览看过了，要发给 {len(now)} 个人，就输入 {len(now)}：").strip() != str(len(now)):
    sys.exit("没有确认，一封也没有发。")

host, port = os.environ.get("MAIL_HOST", "smtp.qq.com"), int(os.environ.get("MAIL_PORT", "465"))
done = 0
try:
    with smtplib.SMTP_SSL(host, port, timeout=30, context=ssl.create_default_context()) as server:
        server.login(user, code)
        for row in now:
            try:
                server.send_message(letter(user, row["邮箱"], row["标题"], row["正文"], args.attach))
            except smtplib.SMTPRecipientsRefused:
                print(f"没发成  {row['邮箱']}：对方不收")
                continue
            done += 1
            if args.send:  # 发一封记一行，中途断了也不会重发
                with log.open("a", encoding="utf-8", newline="") as file:
                    csv.writer(file).writerow([row["邮箱"], row["标题"], f"{datetime.now():%Y-%m-%d %H:%M}"])
                time.sleep(args.pause)
except smtplib.SMTPAuthenticationError:
    sys.exit("停下：登录不上。查 MAIL_USER 和授权码，授权码可能停用了。")
except (smtplib.SMTPException, OSError) as problem:
    sys.exit(f"停下：发出 {done} 封后断了（{problem}）。查清原因再运行，记过的不会重发。")
print(f"完成：发出 {done} 封。")
