"""Search in titles and text, alike on SQLite (FTS5) and PostgreSQL (tsvector).

Chinese has no spaces, and neither database cuts it well: trigrams find nothing for words of two
characters. So we index pairs of neighbouring characters (绘画提示 → 绘画 画提 提示 示) and ask for
them as a phrase. The last character of a run stands alone, so one character can be asked by prefix.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from operator import add
from unicodedata import normalize

from django.db import connection
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from .models import Lesson, Term
from .plain_text import blocks_of

MAX_QUERY = 80
LIMIT = 30
_RUN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+|[a-z0-9]+")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_SNIPPET_BEFORE, _SNIPPET = 30, 110
_TABLE = "courses_search"  # made in migration 0002: no model can describe an FTS5 table


@dataclass(frozen=True)
class Match:
    """A lesson in which everything asked for is found."""

    pk: int
    title: str
    is_open: bool
    place: tuple[int, int]  # stage and order
    count: int  # characters of its text that are asked for

    def rank(self, runs: list[str]) -> tuple[object, ...]:
        """The same on every database: titles before texts, the word early in the title, the course's own order."""
        where = [place for run in runs if (place := self.title.lower().find(run)) >= 0]
        return not self.is_open, -len(where), min(where, default=0), 0 if where else -self.count, self.place


@dataclass(frozen=True)
class Hit:
    lesson: Lesson
    title: SafeString
    snippet: SafeString


def index_lesson(lesson: Lesson) -> None:
    """Makes the lesson findable by what it says now. Harmless twice."""
    words = _plain_text(lesson)
    title, body = _grams(f"{lesson.title} {lesson.document.get('seed_title', '')}"), _grams(words)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                f"INSERT INTO {_TABLE} (lesson_id, grams, words) VALUES (%s, %s::tsvector, %s)"  # noqa: S608
                " ON CONFLICT (lesson_id) DO UPDATE SET grams = EXCLUDED.grams, words = EXCLUDED.words",
                [lesson.pk, _vector(title, body), words],
            )
            return
        cursor.execute(f"DELETE FROM {_TABLE} WHERE rowid = %s", [lesson.pk])  # noqa: S608
        cursor.execute(
            f"INSERT INTO {_TABLE} (rowid, title, body, words) VALUES (%s, %s, %s, %s)",  # noqa: S608
            [lesson.pk, " ".join(title), " ".join(body), words],
        )


def find(text: str) -> list[Hit]:
    """The best first, those that can be read before those being written; at most LIMIT, never the withdrawn."""
    runs = runs_of(text)
    if not runs:
        return []
    best = sorted(_matches(runs), key=lambda match: match.rank(runs))[:LIMIT]
    words = _words_of([match.pk for match in best])
    lessons = (
        Lesson.objects.select_related("stage", "course")
        .defer("document", "parts", "headings", "loaded_text")
        .in_bulk([match.pk for match in best])
    )
    return [
        Hit(lessons[match.pk], highlight(match.title, runs), highlight(around(words[match.pk], runs), runs))
        for match in best
    ]


def find_terms(text: str) -> list[Term]:
    runs = runs_of(text)
    return [term for term in Term.objects.select_related("course") if any(run in term.word.lower() for run in runs)]


def highlight(text: str, runs: Iterable[str]) -> SafeString:
    pattern = re.compile("|".join(re.escape(run) for run in sorted(runs, key=len, reverse=True)), re.IGNORECASE)
    pieces, end = [], 0
    for match in pattern.finditer(text):
        pieces += [conditional_escape(text[end : match.start()]), format_html("<mark>{}</mark>", match.group())]
        end = match.end()
    pieces.append(conditional_escape(text[end:]))
    return mark_safe("".join(pieces))  # noqa: S308


def around(words: str, runs: list[str]) -> str:
    """A piece of a long text about the first place that is asked for."""
    lower = words.lower()
    places = [place for run in runs if (place := lower.find(run)) >= 0]
    start = max(min(places, default=0) - _SNIPPET_BEFORE, 0)
    snippet = words[start : start + _SNIPPET]
    return ("…" if start else "") + snippet + ("…" if start + _SNIPPET < len(words) else "")


def runs_of(text: str) -> list[str]:
    """What is asked for, cut where the script changes: GPT绘画 → gpt, 绘画. Full-width letters are letters."""
    return list(dict.fromkeys(_RUN.findall(normalize("NFKC", text[:MAX_QUERY]).lower())))


def _grams(text: str) -> list[str]:
    return [gram for run in _RUN.findall(text.lower()) for gram in _grams_of(run)]


def _grams_of(run: str) -> list[str]:
    if not _HAN.match(run):
        return [run]
    return [*map(add, run, run[1:]), run[-1]]


def _phrase(run: str) -> list[str]:
    """The pairs to ask for, without the lone last character."""
    grams = _grams_of(run)
    return grams[:-1] if len(grams) > 1 else grams


def _matches(runs: list[str]) -> list[Match]:
    is_postgresql = connection.vendor == "postgresql"
    key, matches = ("lesson_id", "grams @@ CAST(%s AS tsquery)") if is_postgresql else ("rowid", f"{_TABLE} MATCH %s")
    asked = " & ".join(map(_tsquery, runs)) if is_postgresql else " AND ".join(map(_fts5, runs))
    # What is left of a text without the word says how often the word is in it, in both databases.
    count = " + ".join(["length(words) - length(replace(lower(words), %s, ''))"] * len(runs))
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT l.id, l.title, l.status, g.number, l."order", {count} FROM {_TABLE}'  # noqa: S608
            f" JOIN courses_lesson l ON l.id = {_TABLE}.{key} JOIN courses_stage g ON g.id = l.stage_id"
            f" WHERE {matches} AND l.withdrawn_at IS NULL",
            [*runs, asked],
        )
        return [Match(pk, title, status in Lesson.OPEN, (g, o), n) for pk, title, status, g, o, n in cursor.fetchall()]


def _words_of(lessons: list[int]) -> dict[int, str]:
    if not lessons:
        return {}
    key = "lesson_id" if connection.vendor == "postgresql" else "rowid"
    marks = ", ".join(["%s"] * len(lessons))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {key}, words FROM {_TABLE} WHERE {key} IN ({marks})", lessons)  # noqa: S608
        return dict(cursor.fetchall())


def _fts5(run: str) -> str:
    # The last word typed may still grow, so Latin words and lone characters are prefixes.
    phrase = _phrase(run)
    return f'"{" ".join(phrase)}"' + ("*" if len(phrase) == 1 else "")


def _tsquery(run: str) -> str:
    phrase = _phrase(run)
    if len(phrase) == 1:
        return f"'{phrase[0]}':*"
    return "(" + " <-> ".join(f"'{gram}'" for gram in phrase) + ")"


def _vector(title: list[str], body: list[str]) -> str:
    """A tsvector as text, so that PostgreSQL's own word parser is not asked. Positions end at 16383."""
    places: dict[str, list[str]] = {}
    for position, gram in enumerate([*title, *body], start=1):
        weight = "A" if position <= len(title) else "D"
        if len(places.setdefault(gram, [])) < 255:
            places[gram].append(f"{min(position, 16383)}{weight}")
    return " ".join(f"'{gram}':{','.join(where)}" for gram, where in places.items())


def _plain_text(lesson: Lesson) -> str:
    if lesson.status not in Lesson.OPEN:
        return lesson.summary  # what its page shows while it is being written
    body = " ".join(block.text for block in blocks_of(lesson.parts))
    objectives = " ".join(item["text"] for item in lesson.document.get("objectives") or ())
    tasks = " ".join(item["title"] for item in lesson.document.get("practice") or ())
    return " ".join(f"{lesson.summary} {body} {objectives} {tasks}".split())
