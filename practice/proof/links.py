"""Addresses a learner gives as proof: one on a line, what it shows behind it. Read for their shape, never fetched."""

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from .evidence import LONGEST_ADDRESS

MOST = 12
LONGEST_CAPTION = 200
# Apps share an address in the middle of a sentence. It ends where Chinese or a space begins.
_ADDRESS = re.compile(r"https?://[!-~]+", re.IGNORECASE)
_CLOSING = ".,;:!?)]}>\"'"
_well_formed = URLValidator(schemes=["https"])


class Link(NamedTuple):
    url: str
    text: str = ""


def read(lines: str) -> tuple[Link, ...]:
    """Raises ValidationError with a sentence for each line that has to be mended."""
    links, problems = [], []
    for number, line in enumerate(lines.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            links.append(_link(line))
        except ValidationError as problem:
            problems.append(
                ValidationError(_("第 %(number)d 行：%(what)s") % {"number": number, "what": problem.message})
            )
    if len(links) > MOST:
        problems.append(ValidationError(_("最多放 %(most)d 个链接。") % {"most": MOST}))
    if problems:
        raise ValidationError(problems)
    return tuple(dict.fromkeys(links))


def written(links: tuple[Link, ...]) -> str:
    """As they stand in the box: what `read` takes back."""
    return "\n".join(f"{link.url} {link.text}".strip() for link in links)


def _link(line: str) -> Link:
    found = _ADDRESS.search(line)
    if found is None:
        raise ValidationError(_("这里没有网址。网址以 https:// 开头，一行放一个。"))
    url = found.group().rstrip(_CLOSING)
    around = " ".join((line[: found.start()] + " " + line[found.start() + len(url) :]).split())
    _refuse_unfit(url)
    if len(around) > LONGEST_CAPTION:
        raise ValidationError(_("网址旁边的说明太长了，最多 %(most)d 个字。") % {"most": LONGEST_CAPTION})
    return Link(url, around)


def _refuse_unfit(url: str) -> None:
    if not url.startswith("https://"):
        raise ValidationError(_("只收 https:// 开头的网址。在浏览器里打开它，从地址栏复制一次。"))
    if len(url) > LONGEST_ADDRESS:
        raise ValidationError(
            _("网址太长了，最多 %(most)d 个字符。删掉问号后面用来统计的部分再试。") % {"most": LONGEST_ADDRESS}
        )
    try:
        _well_formed(url)
        parts = urlsplit(url)
    except (ValidationError, ValueError) as problem:
        raise ValidationError(_("这个网址不完整，请整段复制一次。")) from problem
    if "@" in parts.netloc:
        raise ValidationError(_("网址里带着用户名或密码，请去掉。"))
