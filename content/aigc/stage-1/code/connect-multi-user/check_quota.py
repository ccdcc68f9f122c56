"""每人每天二十次：十一条用例，一条一条试给你看。"""

import tempfile
import threading
from pathlib import Path

from ledger import DAILY, Ledger

MONDAY, TUESDAY = "2026-11-23", "2026-11-24"
path = Path(tempfile.mkdtemp()) / "练习账本.db"
ledger = Ledger(path)
results = []


def case(name, expected, got):
    results.append(expected == got)
    print("通过" if results[-1] else "没过", f" {name}：", got if results[-1] else f"应当 {expected}，实际 {got}")


def use(who, times=1, day=MONDAY):
    """连用几次，返回最后一次的结果。"""
    return [ledger.admit(who, day) for _ in range(times)][-1]


def race(who):
    """两个请求同时抢最后一次，返回放行了几个。"""
    start, verdicts = threading.Barrier(2), []

    def run():
        start.wait()
        verdicts.append(use(who))

    runners = [threading.Thread(target=run) for _ in range(2)]
    for runner in runners:
        runner.start()
    for runner in runners:
        runner.join()
    return verdicts.count("放行")


qq, wx, other = ledger.key("qq", "u1"), ledger.key("wx", "u1"), ledger.key("qq", "u2")
case("第 1 次", "放行", use(qq))
case("第 20 次", "放行", use(qq, 19))
case("第 21 次", "用完", use(qq))
case("同一天，另一个人", "放行", use(other))
case("同样的编号，另一个平台", "放行", use(wx))
case("过了零点", "放行", use(qq, day=TUESDAY))
ledger.refund(qq, MONDAY)
case("没答成，退回一次以后", ["放行", "用完"], [use(qq), use(qq)])
ledger.block(other, MONDAY, "刷屏")
case("停用的人", "停用", use(other))
ledger.unblock(other)
case("解除停用，次数接着算", ["放行", "用完"], [use(other, DAILY - 1), use(other)])
use(wx, DAILY - 2)
case("两个请求同时抢第 20 次，放行几个", 1, race(wx))
ledger = Ledger(path)
case("关掉程序再打开", "用完", use(qq))
print(f"共 {len(results)} 条，通过 {sum(results)} 条。")
