"""A small valid course as files, for tests that write their own folder, and shapes for hypothesis."""

from pathlib import Path

import hypothesis.strategies as st

from courses import shapes

CONTENT = Path(__file__).parents[2] / "content" / "aigc"
READY_LESSON = CONTENT / "stage-1" / "012-role-career-advisor.md"

COURSE = """---
schema: 1
slug: small
title: 小课
language: zh-Hans
summary: 一门很小的课。
---

这是序章。
"""
STAGE = """---
schema: 1
stage: 1
title: 第一段
days: 30
goal: 能做一件小事。
---

先做小事。
"""
HOTLINES = """schema: 1
hotlines:
  - number: "12356"
    name: 心理援助热线
    purpose: 想找人说一说
    source: 通知
    checked: "2026-11-22"
    verified: true
"""
TOOLS = """schema: 1
tools:
  - id: any-chat-model
    name: 任意一款对话模型
    status: active
    checked: "2026-11-22"
"""
GLOSSARY = """## 词元 {#token}

模型读写文字时的一小截。

## 提示词 {#prompt}

你写给模型的话。
"""


def draft(number: int, slug: str = "", **fields: object) -> str:
    values: dict[str, object] = {
        "schema": 1,
        "id": f"s1-{number:03d}",
        "slug": slug or f"lesson-{number}",
        "title": f"第 {number} 课",
        "seed_title": f"第 {number} 课",
        "stage": 1,
        "order": number,
        "day": number,
        "kind": "concept",
        "status": "draft",
        "summary": "写一句话。",
        **fields,
    }
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in values.items()) + "---\n"


def small_course(directory: Path) -> Path:
    """Two drafts, one stage, one tool, one hotline, two words."""
    files = {
        "course.md": COURSE,
        "stage-1/stage.md": STAGE,
        "stage-1/001-lesson-1.md": draft(1) + "\n第一段话。\n\n第二段话。\n",
        "stage-1/002-lesson-2.md": draft(2),
        "hotlines.yaml": HOTLINES,
        "tools.yaml": TOOLS,
        "glossary.md": GLOSSARY,
    }
    for path, text in files.items():
        put(directory, path, text)
    return directory


def put(directory: Path, path: str, text: str | bytes) -> None:
    file = directory / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode() if isinstance(text, str) else text)


_CHARACTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufeff")
LINES = st.text(_CHARACTERS, min_size=1, max_size=40).map(str.strip).filter(bool)
AWKWARD = st.sampled_from(
    [
        "true",
        "no",
        "~",
        "012",
        "1e3",
        "2026-11-22",
        "- x",
        "a: b",
        "a #b",
        "#",
        "''",
        '"',
        "|",
        "{{x}}",
        "a,b]",
        "<<",
        "=",
    ]
)
BLOCKS = st.lists(st.one_of(LINES, st.just("")), min_size=1).map("\n".join).filter(str.strip)


def lesson_documents() -> st.SearchStrategy[shapes.LessonDocument]:
    line = st.one_of(LINES, AWKWARD)
    return st.builds(
        lambda **fields: shapes.LessonDocument(
            schema=1,
            id="s1-001",
            slug="x",
            seed_title="x",
            stage=1,
            order=1,
            day=1,
            kind="tool",
            status="draft",
            **fields,
        ),
        title=line,
        summary=line,
        objectives=_keyed("o", st.fixed_dictionaries({"text": line})),
        authors=st.lists(line, max_size=3),
        practice=_keyed(
            "p",
            st.fixed_dictionaries(
                {"title": line, "mode": st.just("chat"), "grade": st.just("self"), "instructions": BLOCKS},
                optional={
                    "optional": st.booleans(),
                    "hints": st.lists(line, max_size=3),
                    "sample_reply": BLOCKS,
                    "good_example": st.one_of(
                        BLOCKS, st.lists(st.fixed_dictionaries({"by": st.just("model"), "text": BLOCKS}), min_size=1)
                    ),
                    "checks": st.fixed_dictionaries({"columns": st.lists(line, min_size=1)}),
                },
            ),
        ),
    )


def _keyed(letter: str, items: st.SearchStrategy[dict]) -> st.SearchStrategy[list[dict]]:
    return st.lists(items, max_size=3).map(
        lambda found: [{"id": f"{letter}{number}", **item} for number, item in enumerate(found, start=1)]
    )
