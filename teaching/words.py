"""Kind words to begin a letter with, and the places in it that are filled in for each learner."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy

from accounts.models import User
from courses.models import Lesson

from .forms import IDLE, STUCK
from .models import Letter, Standing
from .places import LESSON, LINK, NAME, fill


@dataclass(frozen=True)
class Starter:
    """Words for an occasion; `title` is what an instructor chooses it by."""

    key: str
    title: str | Promise
    subject: str
    text: str


# Letters are written in the language of the course, whatever language the instructor's pages are in.
STARTERS = (
    Starter(
        STUCK,
        gettext_lazy("卡在一课前面"),
        "{课}：要不要换个走法",
        """{称呼}，你好：

看到你停在「{课}」前面有几天了。停下来很正常，不用一口气补完。

可以先只做这一课，十来分钟也算：
{链接}

要是这一课哪里看不懂，或者时间对不上，计划可以往后推，也可以暂停，都不影响已经做完的。""",
    ),
    Starter(
        IDLE,
        gettext_lazy("好久没见"),
        "还想接着学吗",
        """{称呼}，你好：

有一阵子没见你了。做完的课都还在，从「{课}」接着来就行：
{链接}

最近忙的话，在「计划」里点暂停，回来那天会接着排，什么都不会算落下。""",
    ),
    Starter(
        Standing.State.FINISHED,
        gettext_lazy("做完了"),
        "课都做完了",
        """{称呼}，你好：

能学的课你都做完了。有空的话，把第一天写的第一条提示词找出来，和现在写的比一比。

作品和证书都在网站上：
{链接}""",
    ),
    Starter(
        "hello",
        gettext_lazy("打个招呼"),
        "学得怎么样",
        """{称呼}，你好：

课学得怎么样？接下来是「{课}」：
{链接}

计划排得太紧的话，可以重新排一排，已经做完的都不受影响。""",
    ),
    Starter("blank", gettext_lazy("自己写"), "", "{称呼}，你好：\n\n"),
)


def starter(key: str, standings: Iterable[Standing]) -> Starter:
    """The one asked for, or the one that is true of all these learners."""
    by_key = {found.key: found for found in STARTERS}
    if key in by_key:
        return by_key[key]
    standings = list(standings)
    if all(standing.behind for standing in standings):
        return by_key[STUCK]
    if all(standing.state == Standing.State.FINISHED for standing in standings):
        return by_key[Standing.State.FINISHED]
    return by_key["hello"]


LONGEST_SUBJECT = 200  # characters, of the column `Recipient.subject`


class Filled(NamedTuple):
    subject: str
    text: str


def filled(letter: Letter, *, learner: User, lesson: Lesson | None) -> Filled:
    """The letter as this learner gets it, framed in their language."""
    known = {NAME: str(learner.get_short_name()), LESSON: _title(letter, lesson), LINK: _link(lesson)}
    subject, text = (fill(words, known) for words in (letter.subject, letter.text))
    with translation.override(learner.language):
        context = {"text": text, "letter": letter, "writer": letter.by, "site_url": settings.SITE_URL}
        # Stripped, it is a plain string: what a template draws counts as safe HTML, and names are anybody's words.
        return Filled(_one_line(subject), render_to_string("teaching/mail.txt", context).strip() + "\n")


def _one_line(subject: str) -> str:
    """No longer than a row can keep: titles and names that are filled in make it grow."""
    return Truncator(" ".join(subject.split())).chars(LONGEST_SUBJECT)


def _title(letter: Letter, lesson: Lesson | None) -> str:
    return lesson.title if lesson else letter.course.title


def _link(lesson: Lesson | None) -> str:
    return f"{settings.SITE_URL}{lesson.get_absolute_url() if lesson else '/today/'}"
