"""一个工具：查天气。数据是编的，只为练习。模型填的条子，先查再办。"""

import json

PLACES = ["北坡牧场", "河滩牧场"]
DAYS = ["今天", "明天"]
WEATHER = {  # 虚构数据
    ("北坡牧场", "今天"): {"天气": "晴", "最低": -3, "最高": 8, "风力": 3},
    ("北坡牧场", "明天"): {"天气": "大风", "最低": -9, "最高": 1, "风力": 7},
    ("河滩牧场", "今天"): {"天气": "多云", "最低": 0, "最高": 11, "风力": 2},
    ("河滩牧场", "明天"): {"天气": "阴", "最低": -4, "最高": 5, "风力": 4},
}
MENU = [  # 给模型看的菜单
    {
        "type": "function",
        "function": {
            "name": "get_weather",
            "description": "查一个牧场某一天的天气（练习用的虚构数据）",
            "parameters": {
                "type": "object",
                "properties": {
                    "place": {"type": "string", "enum": PLACES},
                    "day": {"type": "string", "enum": DAYS},
                },
                "required": ["place", "day"],
                "additionalProperties": False,
            },
        },
    }
]


def trouble_with(slip):
    """条子有什么毛病；没有就返回 None。"""
    if not isinstance(slip, dict):
        return "要写成 JSON 的一个对象"
    if set(slip) != {"place", "day"}:
        return "要有 place 和 day，别的不要"
    if slip["place"] not in PLACES:
        return "place 只能是 " + "、".join(PLACES)
    if slip["day"] not in DAYS:
        return "day 只能是 " + "、".join(DAYS)
    return None


def use(name, text):
    """照条子办事。条子不对就不办，把毛病写成回条。"""
    if name != "get_weather":
        return {"error": "没有这个工具"}
    try:
        slip = json.loads(text)
    except (TypeError, ValueError):
        slip = None
    trouble = trouble_with(slip)
    return {"error": trouble} if trouble else WEATHER[slip["place"], slip["day"]]
