"""The connection test of a provider: one tiny request for each of its text models, and what is wrong in plain words."""

import asyncio
import socket
import ssl
from collections.abc import Iterator
from contextlib import aclosing
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..llm import Clocks, LLMError, Message, NotReached, Prompt, Source
from ..llm.addresses import PrivateAddress, Unresolved

HELLO = Prompt((Message("user", "Say OK."),))
CLOCKS = Clocks(first_token=20.0, gap=20.0, total=30.0)
LONGEST_QUOTE = 200

WORDS: dict[str, str | Promise] = {
    "locked": gettext_lazy(
        "保存的密钥打不开：它是用另一个 SECRET_KEY 加密的。把旧的那个放进 SECRET_KEY_FALLBACKS，或者重新填一次密钥。"
    ),
    "private": gettext_lazy(
        "这个地址通向内网（%(detail)s），没有连接。确实要用内网的模型，请维护者设 AIGC_ALLOW_PRIVATE_LLM=on 并重启。"
    ),
    "dns": gettext_lazy("找不到这个域名。检查地址有没有打错，服务器能不能上网。"),
    "refused": gettext_lazy("对方的机器拒绝了连接。检查端口，看看服务是不是开着。"),
    "tls": gettext_lazy("加密连接没有建立起来：对方的证书不对，或者那个端口说的不是 https。"),
    "no_connection": gettext_lazy("连不上对方的机器，等了 10 秒没有回应。检查地址、端口和防火墙。"),
    "redirect": gettext_lazy(
        "对方让我们转到别的地址（%(status)s）。为了不把密钥带到别处，不会跟过去。把最终的地址直接填在这里。"
    ),
    "bad_key": gettext_lazy(
        "对方不认这个密钥（%(status)s）。检查密钥有没有复制完整，是不是这家的，有没有开通这个模型。"
    ),
    "no_credit": gettext_lazy("账户里没有余额了（402）。"),
    "no_model": gettext_lazy("对方没有这个模型（404）。检查模型名，大小写也要一样。"),
    "no_path": gettext_lazy("地址不对（404）：对方没有这个接口。多半是结尾少了或多了 /v1。"),
    "rate_limited": gettext_lazy("对方说请求太多或额度用完（429）。过一会儿再试，或看看账户的限额。"),
    "refused_request": gettext_lazy("对方没有接受这次请求（%(status)s）。"),
    "broken": gettext_lazy("对方自己出错了（%(status)s）。过一会儿再试。"),
    "not_an_answer": gettext_lazy("连上了，可发回来的不是模型的回答，像是一个网页。检查地址，看看中间有没有登录页。"),
    "too_slow": gettext_lazy("连上了，等了 20 秒模型没有写出一个字。它可能太忙，或者思考得很久。"),
    "empty": gettext_lazy("连上了，可模型没有写出文字就断了。"),
}
_STATUS = {401: "bad_key", 402: "no_credit", 403: "bad_key", 429: "rate_limited"}
_REASON = {
    "no_first_token": "too_slow",
    "gap": "too_slow",
    "too_long": "too_slow",
    "unreadable": "not_an_answer",
    "bad_key": "locked",
    "rate_limited": "rate_limited",
    "no_credit": "no_credit",
}


@dataclass(frozen=True)
class Finding:
    """`code` is empty when the model answered."""

    model: str
    code: str = ""
    words: str = ""


def try_out(source: Source) -> list[Finding]:
    """For staff; blocks for as long as the clocks above let it."""
    models = dict.fromkeys((source.answer, source.judge or source.answer))
    return [asyncio.run(_try(source, model)) for model in models]


async def _try(source: Source, model: str) -> Finding:
    try:
        # One word is enough; closing the stream hangs up, so that nothing more is generated.
        async with aclosing(source.with_model(model, clocks=CLOCKS).ask(HELLO)) as parts:
            await anext(parts)
    except LLMError as error:
        code = _code_of(error)
        return Finding(model, code, _words(code, error, source))
    return Finding(model)


def _code_of(error: LLMError) -> str:
    if error.status:
        return _code_of_status(error)
    if isinstance(error, NotReached) and error.reason == "unreachable":
        return _code_of_connection(error)
    return _REASON.get(error.reason, "empty")


def _code_of_status(error: LLMError) -> str:
    if error.status == 404:
        return "no_model" if "model" in error.said.lower() or "模型" in error.said else "no_path"
    if 300 <= error.status < 400:
        return "redirect"
    return _STATUS.get(error.status) or ("broken" if error.status >= 500 else "refused_request")


def _code_of_connection(error: LLMError) -> str:
    kinds = (
        (PrivateAddress, "private"),
        (Unresolved | socket.gaierror, "dns"),
        (ssl.SSLError, "tls"),
        (ConnectionRefusedError, "refused"),
    )
    causes = list(_causes(error))
    return next((code for kind, code in kinds for cause in causes if isinstance(cause, kind)), "no_connection")


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error:
        yield error
        if isinstance(error, BaseExceptionGroup):
            yield from error.exceptions
        error = error.__cause__ or error.__context__


def _words(code: str, error: LLMError, source: Source) -> str:
    private = next((str(cause.ip) for cause in _causes(error) if isinstance(cause, PrivateAddress)), "")
    words = str(WORDS[code]) % {"status": error.status, "detail": private}
    # A provider that minds the key likes to repeat it.
    if code in {"no_model", "refused_request"} and error.said:
        said = error.said.replace(source.key or "\0", "•••")[:LONGEST_QUOTE]
        words += _(" 它说：%(said)s") % {"said": said}
    return words
