"""A call's end in the learner's words: what happened, whether the text is safe, what to do next."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .models import Call

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
    "rate_limited": Words(_("模型服务现在太忙，请求被挡了回来。"), _("等一两分钟再试一次。")),
    "no_credit": Words(_("这个网站在模型服务方的额度用完了。"), _OPERATOR),
    "bad_key": Words(_("模型服务方不认这个网站的密钥。"), _OPERATOR),
    "unreachable": Words(_("连不上模型服务。"), _LATER),
    "unreadable": Words(_("模型服务发回的内容读不懂。"), _LATER),
    "empty": Words(_("模型什么也没有写。"), _("把要求写得再具体一点，再试一次。")),
    "not_there": Words(_("选的那个模型现在不能用了。"), _("换一个模型再试一次。")),
    "not_configured": Words(_("这个网站还没有接上模型。"), _OPERATOR),
}
_STOPPED = Words(_("你停下了它。"), _("想换个问法就改一改再发送。"))
_UNKNOWN = Words(_("这一次没有成功。"), _LATER)


def words_for(call: Call) -> Words | None:
    """Nothing to say while a call runs and after one that succeeded."""
    if call.status in {*Call.OPEN, Call.Status.SUCCEEDED}:
        return None
    if call.status == Call.Status.CANCELLED:
        return _STOPPED
    return WORDS.get(call.reason, _UNKNOWN)
