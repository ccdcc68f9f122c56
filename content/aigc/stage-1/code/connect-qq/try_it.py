"""不用账号也能试：在这台电脑上扮演 QQ 平台，和机器人走一遍。"""

import json
import queue
import tempfile
import threading
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import answer
from qq_bot import Bot, open_door

APP_ID, SECRET = "11111111", "DG5g3B4j9X2KOErG"  # 官方文档里的例子，不是谁的真密钥
sent = queue.Queue()  # 机器人发到「群」里的话


class FakeQQ(BaseHTTPRequestHandler):
    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path.startswith("/v2/groups/"):
            sent.put(body["content"])
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps({"access_token": "practice", "id": "1"}).encode())

    def log_message(self, *_):
        pass


def start(server):
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"


def knock(event, stamp="1725442341", forged=False):
    body = json.dumps(event).encode()
    mark = "00" * 64 if forged else bot.key.sign(stamp.encode() + body).hex()
    request = urllib.request.Request(door, body, {"X-Signature-Ed25519": mark, "X-Signature-Timestamp": stamp})
    try:
        with urllib.request.urlopen(request, timeout=10) as reply:
            return json.load(reply)
    except urllib.error.HTTPError as refusal:
        return refusal.code


def at(number, text, **how):
    """有人在群里 @ 机器人；返回群里看见的话。"""
    data = {"id": f"m{number}", "group_openid": "g1", "author": {"member_openid": "u1"}, "content": " " + text}
    result = knock({"op": 0, "t": "GROUP_AT_MESSAGE_CREATE", "d": data}, **how)
    bot.jobs.join()
    heard = "（没有说话）" if sent.empty() else sent.get()
    return heard if result == {"op": 12} else f"（拒收，{result}）"


def broken(text):
    raise TimeoutError


answer.STOP = Path(tempfile.mkdtemp()) / "停.txt"
platform = start(ThreadingHTTPServer(("127.0.0.1", 0), FakeQQ))
bot = Bot(APP_ID, SECRET, tokens=platform, api=platform)
door = start(open_door(bot, 0))

ticket = knock({"op": 13, "d": {"plain_token": "Arq0D5A61EgUu4OxUvOp", "event_ts": "1725442341"}})
print("一、核对地址：签名开头", ticket["signature"][:8])
print("二、普通一问：", at(1, "周六还有场吗"))
print("三、同一条又推来：", at(1, "周六还有场吗"))
print("四、签名是假的：", at(2, "周六还有场吗", forged=True))
bot.think = broken
print("五、模型断了：", at(3, "周六还有场吗"))
bot.think = answer.echo
print("六、一分钟里连问：", *[at(n, "在吗") for n in range(4, 9)], sep="\n    ")
answer.STOP.touch()
answer.recent.clear()
print("七、有了 停.txt：", at(9, "周六还有场吗"))
