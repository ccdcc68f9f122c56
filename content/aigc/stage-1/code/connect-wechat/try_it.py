"""不用公众号也能试：在这台电脑上扮演微信的服务器。"""

import tempfile
import threading
import urllib.error
import urllib.request
import xml.etree.ElementTree as ET
from pathlib import Path
from urllib.parse import urlencode

import answer
from desk import Desk
from wechat_server import open_window, sign

TOKEN = "practice"
ready = threading.Event()  # 等于「模型想好了」
times_asked = []


def slow(text):
    times_asked.append(text)
    ready.wait(30)
    return f"【AI】查到了：{text}有货。"


def visit(body=None, token=TOKEN, **more):
    query = {"timestamp": "1714036504", "nonce": "1514711492"} | more
    query["signature"] = sign(token, query["timestamp"], query["nonce"])
    try:
        with urllib.request.urlopen(f"{window}/?{urlencode(query)}", body, timeout=30) as reply:
            return reply.read().decode()
    except urllib.error.HTTPError as refusal:
        return f"（拒收，{refusal.code}）"


def say(number, text, patience=4.0, kind="text", **how):
    """粉丝发来一句；返回粉丝看见的话。patience 是这一次肯等几秒。"""
    desk.patience = patience
    extra = "<Event>subscribe</Event>" if kind == "event" else f"<Content>{text}</Content><MsgId>{number}</MsgId>"
    body = (
        "<xml><ToUserName>gh_1</ToUserName><FromUserName>fan_1</FromUserName>"
        f"<CreateTime>1714036504</CreateTime><MsgType>{kind}</MsgType>{extra}</xml>"
    )
    heard = visit(body.encode(), **how)
    return ET.fromstring(heard).findtext("Content") if heard.startswith("<xml>") else heard


answer.STOP = Path(tempfile.mkdtemp()) / "停.txt"
desk = Desk()
server = open_window(TOKEN, desk, 0)
threading.Thread(target=server.serve_forever, daemon=True).start()
window = f"http://127.0.0.1:{server.server_port}"

print("一、核对地址：", visit(echostr="4375120948345356249"))
print("二、Token 不对：", say(1, "绣球", token="guess"))
print("三、刚关注：", say(2, "", kind="event"))
print("四、快的一问：", say(3, "绣球"))
desk.think = slow
print("五、慢的一问：", say(4, "月季", patience=0))
print("六、平台又推来：", say(4, "月季", patience=0))
ready.set()
print("七、发「取」：", say(5, "取"))
print("八、再发「取」：", say(6, "取"))
print("模型一共被问了", len(times_asked), "次慢的")
answer.STOP.touch()
print("九、有了 停.txt：", say(7, "绣球"))
