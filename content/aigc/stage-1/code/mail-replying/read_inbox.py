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
HIDE = [(r"[A-Za-z0-9._+-]+@[\w.-]+", "【邮箱】"), (r"\d{3,}([ -]?\d{4,})+[Xx]?", "【号码】")]


def why_no_reply(message, me):
    """这封信为什么不回；可以回就返回 None。防的是两个程序互相回个没完。"""
    head = {name.lower(): str(value).strip().lower() for name, value in message.raw_items()}
    sender = parseaddr(head.get("from", ""))[1]
    if head.get("auto-submitted", "no").split(";")[0].split("(")[0].strip() != "no":
        return "程序自动发的（Auto-Submitted）"
    if any(name.startswith("list-") for name in head) or head.get("precedence") in ("bulk", "junk", "list"):
        return "群发的信（List- 开头的标记）"
    machine = re.match(r"no-?reply|do-?not-?reply|mailer-daemon|postmaster", sender)
    if machine or not sender or head.get("return-path") == "<>":
        return "退信，或者写明不收回信"
    return "自己发的" if sender == me.lower() else None


def words_of(message):
    """正文，去掉引用的旧信。"""
    try:
        lines = message.get_body(preferencelist=("plain",)).get_content().splitlines()
    except (AttributeError, LookupError, ValueError):  # 没有纯文字，或者编码认不出
        return "（正文读不出来，请到邮箱里看）"
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
        numbers = (box.uid("SEARCH", "UNSEEN")[1][0] or b"").split()
        for number in numbers[-MOST:]:
            raw = box.uid("FETCH", number, "(BODY.PEEK[])")[1][0][1]  # PEEK：看了也不算已读
            message = message_from_bytes(raw, policy=policy.default)
            title = " ".join(str(message["Subject"] or "（没有标题）").split())
            reason = why_no_reply(message, user)
            if reason:
                print(f"不回  {title}：{reason}")
                continue
            letter = {"编号": len(letters) + 1, "回给": str(message["Reply-To"] or message["From"]), "标题": title}
            letters.append(letter | {"信号": str(message["Message-ID"] or ""), "正文": words_of(message)[:1500]})
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
