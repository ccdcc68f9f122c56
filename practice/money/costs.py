"""What the next question costs and what is left, in the learner's words."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from .. import llm
from .counting import TOKENS_OF_A_PICTURE
from .ledger import RESERVED_REPLY
from .prices import price_of, price_of_a_picture
from .quota import Standing, grouped

CENT = Decimal("0.01")
JUDGES_FRAME = 500  # tokens of the words around what is judged


def words_before_sending(standing: Standing, *, asked: int) -> str:
    """`asked`: tokens of the prompt, estimated."""
    tokens = asked + RESERVED_REPLY
    if refusal := standing.refusal_of(tokens, is_send=True):
        return refusal.message
    return "".join([_cost(asked, tokens), *_left(standing)])


def words_before_running(standing: Standing, *, sides: Sequence[tuple[int, str]]) -> str:
    """For both sides of a comparison: tokens of the prompt, estimated, and the model."""
    tokens = sum(asked + RESERVED_REPLY for asked, _model in sides)
    if refusal := standing.refusal_of_a_pair(tokens):
        return refusal.message
    words = {"tokens": grouped(tokens)} | _money(sides)
    if "money" not in words:
        about = _("运行一次要问两边，一共大约用 %(tokens)s token。")
    else:
        about = _("运行一次要问两边，一共大约用 %(tokens)s token，约 %(money)s %(currency)s。")
    return "".join([about % words, *_left(standing)])


def words_before_drawing(standing: Standing, *, model: str) -> str:
    """For one picture; several cost as many times as much."""
    if refusal := standing.refusal_of(TOKENS_OF_A_PICTURE, is_send=True):
        return refusal.message
    words = {"tokens": grouped(TOKENS_OF_A_PICTURE)}
    if price := price_of_a_picture(model):
        words |= {"money": f"{max(price.each, CENT):.2f}", "currency": price.currency}
        cost = _("每张图大约用 %(tokens)s token，约 %(money)s %(currency)s。") % words
    else:
        cost = _("每张图大约用 %(tokens)s token。") % words
    return "".join([cost, *_left(standing)])


def words_with_own_key(host: str) -> str:
    return _("用你自己的密钥（%(host)s），不占网站的额度。") % {"host": host}


def words_before_judging(*, asked: int) -> str:
    """`asked`: tokens of the task, its rubric and the work, estimated."""
    words = _("评分大约用 %(tokens)s token，也算在额度里；额度不够时，改成对照评分表自己评。")
    return words % {"tokens": grouped(asked + JUDGES_FRAME + RESERVED_REPLY)}


def _money(sides: Sequence[tuple[int, str]]) -> dict[str, str]:
    """Empty where a price is missing."""
    prices = [(price_of(model), asked) for asked, model in sides]
    if not all(price for price, _asked in prices):
        return {}
    money = sum(price.of(input=asked, output=RESERVED_REPLY) for price, asked in prices if price)
    return {"money": f"{max(money, CENT):.2f}", "currency": next(price.currency for price, _asked in prices if price)}


def _cost(asked: int, tokens: int) -> str:
    price = price_of(llm.model_for("answer"))
    if price is None:
        return _("发送一次大约用 %(tokens)s token。") % {"tokens": grouped(tokens)}
    money = price.of(input=asked, output=RESERVED_REPLY)
    words = {"tokens": grouped(tokens), "money": f"{max(money, CENT):.2f}", "currency": price.currency}
    if money < CENT:
        return _("发送一次大约用 %(tokens)s token，不到 %(money)s %(currency)s。") % words
    return _("发送一次大约用 %(tokens)s token，约 %(money)s %(currency)s。") % words


def _left(standing: Standing) -> list[str]:
    left = []
    if standing.tokens_left is not None:
        left.append(_("今天还剩 %(left)s token。") % {"left": grouped(standing.tokens_left)})
    if standing.sends_left is not None:
        left.append(_("这一课今天还能发 %(left)s 次。") % {"left": grouped(standing.sends_left)})
    return left
