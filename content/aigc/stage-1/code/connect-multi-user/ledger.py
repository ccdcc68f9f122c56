"""账本：谁今天用了几次，谁停用了。只记指纹和次数，不记说了什么。"""

import hashlib
import hmac
import secrets
import sqlite3
import threading
from datetime import date, datetime, timedelta, timezone

DAILY = 20  # 每人每天几次
KEEP_DAYS = 7  # 次数留几天
TABLES = """
CREATE TABLE IF NOT EXISTS salt (value BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS usage (who TEXT, day TEXT, times INTEGER NOT NULL, PRIMARY KEY (who, day));
CREATE TABLE IF NOT EXISTS blocked (who TEXT PRIMARY KEY, since TEXT NOT NULL, why TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS log (day TEXT, what TEXT, times INTEGER NOT NULL, PRIMARY KEY (day, what));
"""


def today():
    """按北京时间算哪一天。"""
    return datetime.now(timezone(timedelta(hours=8))).date().isoformat()


class Ledger:
    def __init__(self, path):
        self.db = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self.lock = threading.Lock()  # 几个人同时来，一笔一笔记
        self.db.executescript(TABLES)
        row = self.db.execute("SELECT value FROM salt").fetchone()
        self.salt = row[0] if row else secrets.token_bytes(32)
        if not row:
            self.db.execute("INSERT INTO salt VALUES (?)", [self.salt])

    def key(self, platform, user):
        """会话键：平台 + 用户，做成认得出、看不懂的指纹。"""
        return hmac.new(self.salt, f"{platform}\n{user}".encode(), hashlib.sha256).hexdigest()[:24]

    def run(self, sql, *values):
        with self.lock:
            return self.db.execute(sql, values)

    def admit(self, who, day):
        """查一查，同时记上一次。返回 放行、用完 或 停用。"""
        if self.run("SELECT 1 FROM blocked WHERE who = ?", who).fetchone():
            return "停用"
        sql = """
            INSERT INTO usage VALUES (?, ?, 1)
            ON CONFLICT (who, day) DO UPDATE SET times = times + 1 WHERE times < ?
        """
        return "放行" if self.run(sql, who, day, DAILY).rowcount else "用完"

    def refund(self, who, day):
        """没答成，退回一次。"""
        self.run("UPDATE usage SET times = times - 1 WHERE who = ? AND day = ? AND times > 0", who, day)

    def block(self, who, day, why):
        self.run("INSERT OR REPLACE INTO blocked VALUES (?, ?, ?)", who, day, why)

    def unblock(self, who):
        self.run("DELETE FROM blocked WHERE who = ?", who)

    def note(self, day, what):
        """日志只记：哪一天，哪一种，几次。"""
        self.run("INSERT INTO log VALUES (?, ?, 1) ON CONFLICT (day, what) DO UPDATE SET times = times + 1", day, what)

    def tidy(self, day):
        """过了期的次数和日志不再留。"""
        oldest = (date.fromisoformat(day) - timedelta(days=KEEP_DAYS)).isoformat()
        self.run("DELETE FROM usage WHERE day < ?", oldest)
        self.run("DELETE FROM log WHERE day < ?", oldest)
