"""不用真模型也能试：在这台电脑上扮演一个坏掉的主模型和一个会填错条子的本地模型。"""

import json
import logging
import os
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO

import agent

SLIPS = ['{"place": "北京", "day": "明天"}', '{"place": "北坡牧场", "day": "明天"}']  # 先错后对


def last_result(messages):
    return json.loads(messages[-1]["content"]) if messages[-1]["role"] == "tool" else None


class FakeModel(BaseHTTPRequestHandler):
    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path == "/main":
            return self.send_error(503)
        result = last_result(body["messages"])
        if result:
            print("    程序回它：", json.dumps(result, ensure_ascii=False))
        if result and "error" not in result:
            words = f"北坡牧场明天{result['天气']}，最低 {result['最低']} 度，风力 {result['风力']} 级。建议早点收羊。"
            message = {"content": words}
        else:
            slip = SLIPS[len(body["messages"]) // 2 - 1]
            print("模型递条子：", slip)
            message = {"tool_calls": [{"id": "1", "function": {"name": "get_weather", "arguments": slip}}]}
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps({"choices": [{"message": {"role": "assistant"} | message}]}).encode())

    def log_message(self, *_):
        pass


sys.stdout.reconfigure(line_buffering=True)
server = ThreadingHTTPServer(("127.0.0.1", 0), FakeModel)
threading.Thread(target=server.serve_forever, daemon=True).start()
home = f"http://127.0.0.1:{server.server_port}"
os.environ |= {"MODEL_URL": home + "/main", "MODEL_KEY": "practice-key", "MODEL_NAME": "m"}
os.environ |= {"LOCAL_URL": home + "/local", "LOCAL_NAME": "m"}

page = StringIO()
logging.basicConfig(stream=page, level=logging.INFO, format="    %(levelname)s %(message)s")
print("回答：", agent.ask(agent.QUESTION))
print("日志：", page.getvalue().rstrip(), sep="\n")
print("日志里有密钥吗：", "有" if "practice-key" in page.getvalue() else "没有")
