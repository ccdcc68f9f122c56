"""QQ 官方机器人的最小程序：收到群里的 @，先验签名，再回一句。"""

import json
import queue
import sys
import threading
import urllib.request
from collections import deque
from functools import partial
from getpass import getpass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from answer import answer, ask_model, echo
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


class Bot:
    def __init__(self, app_id, secret, think=echo, tokens="https://bots.qq.com", api="https://api.sgroup.qq.com"):
        self.app_id, self.secret, self.think, self.tokens, self.api = app_id, secret, think, tokens, api
        seed = (secret * 32).encode()[:32]  # 官方的办法：密钥重复到够 32 个字节
        self.key = Ed25519PrivateKey.from_private_bytes(seed)
        self.seen, self.jobs = deque(maxlen=1000), queue.Queue()
        threading.Thread(target=self.work, daemon=True).start()

    def challenge(self, data):
        """平台核对回调地址时来问的暗号。"""
        stamp, token = data["event_ts"], data["plain_token"]
        if not (stamp.isdigit() and token.isalnum()):  # 不替别人给任意内容签名
            raise ValueError("暗号不像暗号")
        return {"plain_token": token, "signature": self.key.sign((stamp + token).encode()).hex()}

    def is_from_qq(self, headers, body):
        try:
            signature = bytes.fromhex(headers["X-Signature-Ed25519"])
            self.key.public_key().verify(signature, headers["X-Signature-Timestamp"].encode() + body)
        except (InvalidSignature, TypeError, ValueError, AttributeError):
            return False
        return True

    def work(self):
        """一次只办一件，平台那边已经先应了一声。"""
        while True:
            event = self.jobs.get()
            try:
                self.handle(event)
            except Exception as problem:
                print(f"没发出去：{type(problem).__name__}")
            self.jobs.task_done()

    def handle(self, event):
        if event["id"] in self.seen:  # 同一条可能推两次，只办一次
            return
        self.seen.append(event["id"])
        words = answer(event["content"].strip(), self.think)
        if words:
            self.send(event["group_openid"], event["id"], words)

    def send(self, group, message, words):
        card = post(f"{self.tokens}/app/getAppAccessToken", {"appId": self.app_id, "clientSecret": self.secret})
        headers = {"Authorization": "QQBot " + card["access_token"]}
        body = {"content": words, "msg_type": 0, "msg_id": message}  # 带上 msg_id 才算回复
        post(f"{self.api}/v2/groups/{group}/messages", body, headers)


def post(url, body, headers=None):
    headers = {"Content-Type": "application/json"} | (headers or {})
    request = urllib.request.Request(url, json.dumps(body).encode(), headers)
    with urllib.request.urlopen(request, timeout=10) as reply:
        return json.load(reply)


class Door(BaseHTTPRequestHandler):
    """平台敲门的地方。"""

    def do_POST(self):
        bot, body = self.server.bot, self.rfile.read(min(int(self.headers.get("Content-Length", 0)), 100_000))
        try:
            event = json.loads(body)
            if event["op"] == 13:
                return self.say(200, bot.challenge(event["d"]))
            if not bot.is_from_qq(self.headers, body):
                return self.say(401, {"error": "签名不对"})
            if event.get("t") == "GROUP_AT_MESSAGE_CREATE":
                bot.jobs.put(event["d"])
            self.say(200, {"op": 12})  # 先应一声，回答随后再发
        except (KeyError, TypeError, ValueError, AttributeError):
            self.say(400, {"error": "看不懂"})

    def say(self, status, body):
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

    def log_message(self, *_):
        pass  # 不把来访记录打到屏幕上


def open_door(bot, port):
    server = ThreadingHTTPServer(("127.0.0.1", port), Door)
    server.bot = bot
    return server


if __name__ == "__main__":
    app_id, secret = input("AppID：").strip(), getpass("AppSecret（输入时不显示）：").strip()
    if not secret:
        sys.exit("停下：没有 AppSecret。到机器人的管理页复制一份再来。")
    url = input("模型地址（直接回车就只学舌）：").strip()
    think = partial(ask_model, url, getpass("模型密钥："), input("模型名字：").strip()) if url else echo
    print("开门了，本机 8080。新建一个 停.txt 就闭嘴，按 Ctrl+C 退出。")
    open_door(Bot(app_id, secret, think), 8080).serve_forever()
