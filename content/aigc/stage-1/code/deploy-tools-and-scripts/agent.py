"""问模型，替它查，再把回条交给它；主模型不行就换本地的。运行一次，答完就退。"""

import json
import logging
import os
import sys
import urllib.request
from datetime import datetime
from logging.handlers import RotatingFileHandler

from tools import MENU, use

OLLAMA = "http://127.0.0.1:11434/v1/chat/completions"
RULES = "你给牧民报天气。只用工具查到的数，工具没给的就说没有，不许编。两句话说完。"
QUESTION = "北坡牧场明天冷不冷，要不要早点收羊？"
SORRY = "今天查不了天气，请打电话问合作社。"
log = logging.getLogger("天气")


def models():
    """从环境变量里读。主模型在前，本地的在后。"""
    env, found = os.environ, []
    if all(env.get(name) for name in ("MODEL_URL", "MODEL_KEY", "MODEL_NAME")):
        found.append(("主模型", env["MODEL_URL"], env["MODEL_KEY"], env["MODEL_NAME"], 30))
    if env.get("LOCAL_NAME"):
        found.append(("本地模型", env.get("LOCAL_URL", OLLAMA), "ollama", env["LOCAL_NAME"], 180))
    return found


def call(url, key, name, seconds, messages):
    body = json.dumps({"model": name, "messages": messages, "tools": MENU}).encode()
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {key}"}
    with urllib.request.urlopen(urllib.request.Request(url, body, headers), timeout=seconds) as reply:
        return json.load(reply)["choices"][0]["message"]


def talk(url, key, name, seconds, question):
    messages = [{"role": "system", "content": RULES}, {"role": "user", "content": question}]
    for _ in range(4):  # 来回最多四趟，不让它没完没了
        message = call(url, key, name, seconds, messages)
        if not message.get("tool_calls"):
            words = (message.get("content") or "").strip()
            if not words:
                raise ValueError("模型没有写字")
            return words
        messages.append(message)
        for slip in message["tool_calls"]:
            result = use(slip["function"]["name"], slip["function"]["arguments"])
            log.info("工具：%s", "没办，" + result["error"] if "error" in result else "查到了")
            answer = json.dumps(result, ensure_ascii=False)
            messages.append({"role": "tool", "tool_call_id": slip["id"], "content": answer})
    raise RuntimeError("来回太多趟")


def ask(question):
    for where, url, key, name, seconds in models():
        try:
            words = talk(url, key, name, seconds, question)
        except Exception as problem:  # 断网、欠费、超时、答得残缺：记下种类，换下一个
            log.warning("%s不行：%s %s", where, type(problem).__name__, getattr(problem, "code", ""))
        else:
            log.info("%s答了", where)
            return f"【AI·{where}】{words}"
    return SORRY


if __name__ == "__main__":
    pages = RotatingFileHandler("天气.log", maxBytes=200_000, backupCount=2, encoding="utf-8")
    logging.basicConfig(handlers=[pages], level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    if not models():
        log.error("没有模型可用")
        sys.exit("停下：环境变量里没有模型。要设 MODEL_URL、MODEL_KEY、MODEL_NAME，或者只设 LOCAL_NAME。")
    words = ask(" ".join(sys.argv[1:]) or QUESTION)
    with open("每天一句.txt", "a", encoding="utf-8") as page:  # a：接在后面写，不盖掉以前的
        page.write(f"{datetime.now():%m-%d %H:%M} {words}\n")
    print(words)
