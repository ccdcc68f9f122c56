"""读收件箱里没看过的信，存成 来信.json，再打印一份遮住号码的给模型看。只读，不改已读未读，不发信。"""

import imaplib
import json
import os
import re
import ssl
import sys
from email import message_from_bytes, policy
from email.utils import parseaddr
from pathlib import Path

MOST = 10  # 一次最多读几封
HIDE = [(r"\d{17}[\dXx]", "【证件号】"), (r"1[3-9]\d{9}", "【手机号】"), (r"[\w.+-]+@[\w-]+(\.[\w-]+)+", "【邮箱】")]


def why_no_reply(message, me):
    """这封信为什么不回；可以回就返回 None。防的是两个程序互相回个没完。"""
    sender = parseaddr(str(message["From"] or ""))[1].lower()
    if str(message.get("Auto-Submitted", "no")).lower().split(";")[0].strip() != "no":
        return "程序自动发的（Auto-Submitted）"
    if str(message.get("Return-Path", "")).strip() == "<>":
        return "退信或系统通知"
    if any(name.lower().startswith("list-") for name in message.keys()):
        return "群发的信（List- 开头的标记）"
    if str(message.get("Precedence", "")).lower() in ("bulk", "junk", "list"):
        return "群发的信（Precedence）"
    if not sender or re.match(r"no-?reply|do-?not-?reply|mailer-daemon|postmaster", sender):
        return "写明不收回信的地址"
    return "自己发的" if sender == me.lower() else None


def words_of(message):
    """正文，去掉引用的旧信。没有纯文字的，留给人看。"""
    part = message.get_body(preferencelist=("plain",))
    if part is None:
        return "（没有纯文字正文，请到邮箱里看）"
    try:
        lines = part.get_content().splitlines()
    except (LookupError, ValueError):
        return "（正文的编码认不出，请到邮箱里看）"
    return "\n".join(line for line in lines if not line.startswith(">")).strip()


user, code = os.environ.get("MAIL_USER"), os.environ.get("MAIL_CODE")
if not user or not code:
    sys.exit("停下：先设好环境变量 MAIL_USER 和 MAIL_CODE（授权码，不是登录密码）。")
target = Path("来信.json")
if target.exists():
    sys.exit(f"停下：{target} 已经有了。处理完、移走再来，这里不会盖掉它。")

host, port = os.environ.get("IMAP_HOST", "imap.qq.com"), int(os.environ.get("IMAP_PORT", "993"))
letters = []
try:
    with imaplib.IMAP4_SSL(host, port, ssl_context=ssl.create_default_context(), timeout=30) as box:
        box.login(user, code)
        if "ID" in box.capabilities:  # 有的邮箱要先报上程序的名字
            box.xatom("ID", '("name" "mail-lesson" "version" "1.0")')
        box.select("INBOX", readonly=True)  # 只读地打开
        numbers = box.uid("SEARCH", "UNSEEN")[1][0].split()
        for number in numbers[-MOST:]:
            raw = box.uid("FETCH", number, "(BODY.PEEK[])")[1][0][1]  # PEEK：看了也不算已读
            message = message_from_bytes(raw, policy=policy.default)
            title = str(message["Subject"] or "（没有标题）")
            reason = why_no_reply(message, user)
            if reason:
                print(f"不回  {title}：{reason}")
                continue
            letters.append(
                {
                    "编号": len(letters) + 1,
                    "回给": str(message["Reply-To"] or message["From"]),
                    "标题": title,
                    "信号": str(message["Message-ID"] or ""),
                    "正文": words_of(message)[:1500],
                }
            )
except (imaplib.IMAP4.error, OSError) as problem:
    sys.exit(f"停下：没读成（{problem}）。查授权码、IMAP 服务开没开；什么都没有改。")

with target.open("x", encoding="utf-8") as file:
    json.dump(letters, file, ensure_ascii=False, indent=2)
print(f"没看过的 {len(numbers)} 封，这次存下 {len(letters)} 封。下面的可以给模型看，贴之前再检查一遍人名：")
for letter in letters:
    text = f"【编号 {letter['编号']}】标题：{letter['标题']}\n{letter['正文']}"
    for pattern, mark in HIDE:
        text = re.sub(pattern, mark, text)
    print(text)
