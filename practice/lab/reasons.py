"""A call's end in the learner's words: what happened, whether the text is safe, what to do next."""

from dataclasses import dataclass, replace
from math import ceil

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from ..models import Call

Text = str | Promise


@dataclass(frozen=True)
class Words:
    happened: Text
    advice: Text


_LATER = _("过一会儿再试一次。我们不会自己重发。")
_OPERATOR = _("这要由网站的维护者来修。你写的提示词保存着，可以先做别的练习。")

WORDS: dict[str, Words] = {
    "worker_lost": Words(_("我们这边的程序中断了。"), _LATER),
    "no_first_token": Words(_("等了很久，模型一直没有开口。"), _LATER),
    "gap": Words(_("模型写到一半停住了，等不到下文。"), _LATER),
    "too_long": Words(_("回答太长，超过了我们等待和保存的上限。"), _("在提示词里写明要多少字、列几条，再试一次。")),
    "cut_off": Words(_("和模型的连接断了，回答没有写完。"), _LATER),
    "length": Words(_("回答到了模型自己的长度上限。"), _("可以请它接着写，或者在提示词里要求短一点。")),
    "filtered": Words(_("内容被模型服务方的安全规则拦下了。"), _("换一种说法，去掉敏感的字词，再试一次。")),
    "refused": Words(_("模型服务方没有接受这次请求。"), _("换一种说法再试一次；一直这样，请告诉老师。")),
    "too_big": Words(_("提示词连同前面的对话太长，模型服务方收不下。"), _("写短一点，或者新开一段对话再发送。")),
    "rate_limited": Words(_("模型服务现在太忙，请求被挡了回来。"), _("等一两分钟再试一次。")),
    "no_credit": Words(_("这个网站在模型服务方的额度用完了。"), _OPERATOR),
    "bad_key": Words(_("模型服务方不认这个网站的密钥。"), _OPERATOR),
    "no_model": Words(_("模型服务方找不到这个网站要用的模型。"), _OPERATOR),
    "moved": Words(_("模型服务换了地址，我们不会带着你的文字跟过去。"), _OPERATOR),
    "unreachable": Words(_("连不上模型服务，或者它自己出了错。"), _LATER),
    "unreadable": Words(_("模型服务发回的内容读不懂。"), _LATER),
    "empty": Words(_("模型什么也没有写。"), _("把要求写得再具体一点，再试一次。")),
    "not_there": Words(_("选的那个模型现在不能用了。"), _("换一个模型再试一次。")),
    "fewer": Words(_("画出来的比要的少。"), _("已经画好的都在。还要几张，就再发一次。")),
    "not_configured": Words(_("这个网站还没有接上模型。"), _OPERATOR),
}
PASSING = {"rate_limited", "unreachable"}  # whoever waits for as long as the provider said may be let in
_OWN_KEY = _("到「自己的密钥」那一页换一把、换一家，或者停用它，再试一次。没有改用网站的服务。")
WITH_OWN_KEY: dict[str, Words] = {
    "bad_key": Words(_("模型服务方不认你自己的密钥。"), _OWN_KEY),
    "no_credit": Words(_("你自己的密钥没有余额了。"), _OWN_KEY),
    "not_there": Words(_("发送以后，你自己的密钥被停用、删掉或者换了一家。"), _OWN_KEY),
    "rate_limited": Words(_("模型服务方说你的密钥用得太快，或者到了限额。"), _OWN_KEY),
    "refused": Words(_("模型服务方没有接受这次请求，多半是模型名不对。"), _OWN_KEY),
}
_STOPPED = Words(_("你停下了它。"), _("想换个问法就改一改再发送。"))
_UNKNOWN = Words(_("这一次没有成功。"), _LATER)


def words_for(call: Call) -> Words | None:
    """Nothing to say while a call runs and after one that succeeded."""
    if call.status in {*Call.OPEN, Call.Status.SUCCEEDED}:
        return None
    if call.status == Call.Status.CANCELLED:
        return _STOPPED
    words = WORDS.get(call.reason, _UNKNOWN)
    if call.asks == Call.Asks.OWN:
        words = WITH_OWN_KEY.get(call.reason, words)
    return replace(words, advice=_advice_to_wait(call.wait)) if call.wait and call.reason in PASSING else words


def words_for_judging(call: Call) -> Words | None:
    """The same for a judge's call: what it wrote too long or not at all was not asked for by the learner."""
    words = words_for(call)
    return replace(words, advice=_LATER) if words and call.reason in {"too_long", "length", "empty"} else words


def _advice_to_wait(seconds: int) -> str:
    time = _in_words(seconds)
    return gettext("对方说 %(time)s以后再来。到时候再试一次，我们不会自己重发。") % {"time": time}


def _in_words(seconds: int) -> str:
    """In the unit people would use, rounded up: who comes a little late is let in."""
    minutes, hours = ceil(seconds / 60), ceil(seconds / 3600)
    if hours > 2:
        return ngettext("%(hours)d 小时", "%(hours)d 小时", hours) % {"hours": hours}
    if minutes > 2:
        return ngettext("%(minutes)d 分钟", "%(minutes)d 分钟", minutes) % {"minutes": minutes}
    return ngettext("%(seconds)d 秒", "%(seconds)d 秒", seconds) % {"seconds": seconds}
