"""排队：先过账本，再占座位；一次只问一个，说过的话只放在内存里。"""

import queue
import threading
from collections import OrderedDict, deque

from ledger import today

SORRY = "我现在答不上来，这次不算数，请稍后再问。"
USED_UP = "今天的次数用完了，明天再来。"
CROWDED = "排队的人有点多，请过几分钟再问，这次不算数。"
WAIT = "上一句还没答完，请等一等。"
FORGOTTEN = "好，前面聊的我已经忘了。"


class Line:
    def __init__(self, ledger, think, say, seats=10, today=today):
        """think(前几轮, 这句) 返回答案；say(平台, 用户, 话) 把话发出去。"""
        self.ledger, self.think, self.say, self.today = ledger, think, say, today
        self.seats, self.busy, self.lock = queue.Queue(seats), set(), threading.Lock()
        self.talks, self.tidied = OrderedDict(), None  # 会话键 -> 最近三轮；哪一天清过旧账
        threading.Thread(target=self.work, daemon=True).start()

    def ask(self, platform, user, text):
        """返回马上要说的话；返回 None 就是排上了，或者对方停用了。"""
        who, day = self.ledger.key(platform, user), self.today()
        if day != self.tidied:  # 每天第一个人来问的时候，把过期的清掉
            self.tidied = day
            self.ledger.tidy(day)
        if text.strip() == "忘了我":
            self.talks.pop(who, None)
            return FORGOTTEN
        with self.lock:
            if who in self.busy:
                return WAIT
            verdict = self.ledger.admit(who, day)
            if verdict == "放行":
                try:
                    self.seats.put_nowait((who, day, platform, user, text))
                    self.busy.add(who)
                except queue.Full:
                    self.ledger.refund(who, day)
                    verdict = "太挤"
        self.ledger.note(day, verdict)
        if verdict == "用完":
            print(f"今天用完的：{who}")  # 只有指纹；要停用谁，就拿它去加
        return {"用完": USED_UP, "太挤": CROWDED}.get(verdict)

    def work(self):
        while True:
            who, day, platform, user, text = self.seats.get()
            try:
                words = self.think(list(self.talks.get(who, ())), text)
                self.remember(who, text, words)
            except Exception as problem:
                self.ledger.refund(who, day)
                self.ledger.note(day, type(problem).__name__)
                words = SORRY
            with self.lock:
                self.busy.discard(who)
            try:
                self.say(platform, user, words)
            except Exception:
                self.ledger.note(day, "没发出去")
            self.seats.task_done()

    def remember(self, who, text, words):
        self.talks[who] = deque([*self.talks.get(who, ()), (text, words)], maxlen=3)
        self.talks.move_to_end(who)
        while len(self.talks) > 200:
            self.talks.popitem(last=False)
