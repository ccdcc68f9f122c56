"""The sample reply of a comparison holds the replies of both sides: 「左 1：… 左 2：… 右 1：… 右 2：…」. Pure."""

import re
from collections.abc import Callable

_MARK = re.compile(r"(左|右)\s?(?:[1-5一二三四五])?：")
_NAMES = {"a": "左", "b": "右"}


def of_side(sample: str, side: str, *, count: Callable[[], int]) -> str:
    """The reply that comes after `count` earlier ones of this side; from the first one again when there are no more.

    All of it where the author wrote it in another shape.
    """
    marks = list(_MARK.finditer(sample))
    ends = [*(mark.start() for mark in marks[1:]), len(sample)]
    replies = [
        sample[mark.end() : end].strip() for mark, end in zip(marks, ends, strict=False) if mark[1] == _NAMES[side]
    ]
    replies = [reply for reply in replies if reply]
    return replies[count() % len(replies)] if replies else sample
