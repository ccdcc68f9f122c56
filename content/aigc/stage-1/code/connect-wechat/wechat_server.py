"""公众号服务器的最小程序：核对签名，读懂来信，五秒之内回一封。"""

import hashlib
import hmac
import sys
import time
import xml.etree.ElementTree as ET
from functools import partial
from getpass import getpass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import answer  # 上一课的 answer.py，原样搬来
from desk import Desk

NOTICE = "这里由 AI 回话，可能答错。你发的话会交给模型服务处理，请别发姓名、电话和证件号。"
ONLY_TEXT = "我只看得懂文字。"


def sign(token, timestamp, nonce):
    """三样按字典序排好，连起来算 sha1。"""
    return hashlib.sha1("".join(sorted([token, timestamp, nonce])).encode()).hexdigest()


def read_letter(body):
    if b"<!DOCTYPE" in body or b"<!ENTITY" in body:
        raise ValueError("正常的来信里没有这种东西")
    return {part.tag: part.text or "" for part in ET.fromstring(body)}


def write_letter(letter, words):
    """收信人和寄信人对调。"""
    safe = words.replace("]]>", "]] >")
    return (
        f"<xml><ToUserName><![CDATA[{letter['FromUserName']}]]></ToUserName>"
        f"<FromUserName><![CDATA[{letter['ToUserName']}]]></FromUserName>"
        f"<CreateTime>{int(time.time())}</CreateTime><MsgType><![CDATA[text]]></MsgType>"
        f"<Content><![CDATA[{safe}]]></Content></xml>"
    )


def words_for(letter, desk):
    if answer.STOP.exists():
        return None
    if letter["MsgType"] == "event":
        return NOTICE if letter.get("Event") == "subscribe" else None
    if letter["MsgType"] != "text":
        return ONLY_TEXT
    return desk.reply(letter["FromUserName"], letter["MsgId"], letter["Content"])


class Window(BaseHTTPRequestHandler):
    def do_GET(self):  # 平台核对地址：签名对，就把 echostr 原样还回去
        asked = self.asked()
        self.say(200, asked.get("echostr", "")) if self.is_from_wechat(asked) else self.say(403, "")

    def do_POST(self):
        if not self.is_from_wechat(self.asked()):
            return self.say(403, "")
        try:
            letter = read_letter(self.rfile.read(min(int(self.headers.get("Content-Length", 0)), 100_000)))
            words = words_for(letter, self.server.desk)
            self.say(200, write_letter(letter, words) if words else "success")  # success：收到了，不回话
        except (ET.ParseError, KeyError, ValueError):
            self.say(400, "")

    def asked(self):
        return {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}

    def is_from_wechat(self, asked):
        expected = sign(self.server.token, asked.get("timestamp", ""), asked.get("nonce", ""))
        return hmac.compare_digest(expected.encode(), asked.get("signature", "").encode())

    def say(self, status, words):
        self.send_response(status)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.end_headers()
        self.wfile.write(words.encode())

    def log_message(self, *_):
        pass  # 不把谁来过打到屏幕上


def open_window(token, desk, port):
    server = ThreadingHTTPServer(("127.0.0.1", port), Window)
    server.token, server.desk = token, desk
    return server


if __name__ == "__main__":
    token = getpass("Token（自己编的那一串，输入时不显示）：").strip()
    if not token:
        sys.exit("停下：没有 Token。它要和公众平台上填的一样。")
    url = input("模型地址（直接回车就只学舌）：").strip()
    think = partial(answer.ask_model, url, getpass("模型密钥："), input("模型名字：").strip()) if url else answer.echo
    print("开窗了，本机 8080。新建一个 停.txt 就闭嘴，按 Ctrl+C 退出。")
    open_window(token, Desk(think), 8080).serve_forever()
