"""服务台：限时等答案；等不到就先回一句，答好了留着，等人来取。"""

from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor, wait

from answer import SORRY, answer, echo

FETCH = "取"
WAITING = "正在想，请过十几秒发一个「取」字来拿答案。"
NOTHING = "没有等着你取的答案，请直接提问。"


class Desk:
    def __init__(self, think=echo, patience=4.0):
        self.think, self.patience = think, patience  # 平台只等 5 秒，留 1 秒给路上
        self.pool = ThreadPoolExecutor(4)
        self.by_message, self.by_user = OrderedDict(), OrderedDict()

    def reply(self, user, number, text):
        """返回要回的话；None 是不说话。"""
        if number in self.by_message:  # 平台没等到，又推来同一条：不再问一遍模型
            job = self.by_message[number]
        elif text.strip() == FETCH:
            job = self.by_user.get(user)
            if job is None:
                return NOTHING
        else:
            job = self.pool.submit(answer, text, self.think)
            self.keep(self.by_user, user, job)
        self.keep(self.by_message, number, job)
        wait([job], timeout=self.patience)
        if not job.done():
            return WAITING
        if self.by_user.get(user) is job:
            del self.by_user[user]  # 取走就不留
        return SORRY if job.exception() else job.result()

    def keep(self, shelf, name, job):
        shelf[name] = job
        while len(shelf) > 200:
            shelf.popitem(last=False)
