"""Which changes of a lesson its readers hear of."""

import copy

import pytest

from courses.wording import fingerprint, paragraphs

DOCUMENT = {
    "title": "职业顾问",
    "summary": "写一张角色卡。",
    "minutes": 30,
    "objectives": [{"id": "o1", "text": "能改写角色卡"}],
    "body": "身份改变**语气** [[ref:r1]]。\n\n[[practice:p1]]\n",
    "practice": [
        {
            "id": "p1",
            "title": "改写",
            "instructions": "只改提示词。\n\n不改案例。\n",
            "rubric": [{"criterion": "先问后答", "full": "写了上限", "weight": 50}],
            "hints": ["先列标题"],
        }
    ],
    "quiz": [{"question": "哪个对？", "options": [{"text": "甲", "why": "因为"}], "explanation": "看上文"}],
    "tools": [{"id": "any"}],
}


def changed(*path, to):
    document = copy.deepcopy(DOCUMENT)
    place = document
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = to
    return document


@pytest.mark.parametrize(
    "document",
    [
        changed("title", to="别的"),
        changed("body", to="身份改变写法。"),
        changed("objectives", 0, "text", to="别的"),
        changed("practice", 0, "instructions", to="别的"),
        changed("practice", 0, "rubric", 0, "full", to="别的"),
        changed("quiz", 0, "options", 0, "text", to="乙"),
        changed("practice", to=None),
    ],
)
def test_new_words_are_news(document):
    assert fingerprint(document) != fingerprint(DOCUMENT)


@pytest.mark.parametrize(
    "document",
    [
        changed("minutes", to=45),
        changed("tools", to=[]),
        changed("practice", 0, "hints", to=["另一条"]),
        changed("practice", 0, "rubric", 0, "weight", to=40),
        changed("quiz", 0, "explanation", to="另一句"),
        changed("body", to=DOCUMENT["body"].replace("[[ref:r1]]", "[[ref:r2]]")),
        changed("body", to=DOCUMENT["body"].replace("\n\n", "\n\n\n")),
    ],
)
def test_trifles_are_not(document):
    assert fingerprint(document) == fingerprint(DOCUMENT)


def test_paragraphs_come_in_reading_order_and_do_not_tell_the_answers():
    parts = [{"html": "<p>身份改变<strong>语气</strong>。</p>"}, {"practice": "p1"}]
    assert paragraphs(DOCUMENT, parts) == [
        "职业顾问",
        "写一张角色卡。",
        "能改写角色卡",
        "身份改变语气。",
        "改写",
        "只改提示词。",
        "不改案例。",
        "先问后答：写了上限",
        "哪个对？",
        "甲",
    ]
