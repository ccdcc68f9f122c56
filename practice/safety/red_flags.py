"""Words that may mean somebody is in danger now, so that people who can help are named before a model speaks.

Pure, and blind on purpose: it looks at a text when that text is shown, and knows nothing of the person. What rings
is never stored, and never a finding about anybody: it only decides whether a card stands above an answer.
The lists were last read through on REVIEWED; `docs/decisions/0017-a-card-before-the-answer.md` says how they grew.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

REVIEWED = date(2026, 11, 22)
# Lessons with one of these tags are about people in trouble: every theme rings there.
RISKY = frozenset({"medical", "mental", "legal", "money", "minor", "distress"})


@dataclass(frozen=True)
class Theme:
    """`hotlines` are numbers of the course's own list, the first to call first."""

    key: str
    first_step: str | Promise
    hotlines: tuple[str, ...]
    patterns: tuple[re.Pattern[str], ...]
    # Danger to one's own life does not choose its lesson.
    rings_everywhere: bool = False
    # 「要是活着这么累……」 begins like a rule and is none, so only rules about what somebody says are let pass.
    is_heard_through_ifs: bool = False


def _lists(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


_KIN = (
    "我|爸|妈|父亲|母亲|父母|爷爷|奶奶|外公|外婆|姥姥|姥爷|老人|公公|婆婆|老公|丈夫|老婆|妻子|爱人|男友|男朋友|女友|女朋友"
    "|孩子|宝宝|儿子|女儿|弟弟|妹妹|哥哥|姐姐|家人|家里人|朋友|同事|室友|邻居|他|她"
)
_CHILD = "孩子|宝宝|儿子|女儿|小孩|娃|弟弟|妹妹|学生"
_PARTNER = (
    "老公|丈夫|老婆|妻子|爱人|男友|男朋友|女友|女朋友|前夫|前妻|对象"
    "|爸爸?|妈妈?|父亲|母亲|继父|继母|公公|婆婆|家里人|他|她"
)
_SELF_HARM = "自杀|自尽|轻生|寻死|寻短见|自残|自伤|割腕|伤害自己|结束(?:自己的?|我的)?生命|结束自己"

THEMES = (
    Theme(
        key="self-harm",
        first_step=_(
            "如果你或身边的人真的不想活了，或者想伤害自己：现在就叫一个信得过的人来身边，也可以打下面的电话。"
        ),
        hotlines=("12356", "120", "110"),
        patterns=_lists(
            r"(?P<it>不想(?:再)?活(?!动|跃|泼|络|页|儿|得|成|用|字|干|在(?!世|这个?世)))",
            r"(?P<it>想死(?!你|我|他|她|它|您|咱|大家|各位|人|了[你我他她]|机|记|磕|循环))",
            r"活着(?:真|也|还|又|实在)?(?P<it>没有?|有什么|有啥)(?:什么|啥|半点)?(?:意思|意义|劲|盼头)",
            rf"(?:想|要|打算|准备|决定|企图|试过|忍不住|一直|又|偷偷|开始|经常|总是|会)(?:去|要|过)?(?P<it>{_SELF_HARM})",
            rf"我[^，。]{{0,8}}(?P<it>{_SELF_HARM})(?:过|了|未遂)",
            rf"(?:有|起了?|动)过?[^，。]{{0,6}}(?P<it>{_SELF_HARM})的?(?:念头|想法|冲动|打算|计划)",
            r"(?:想|要|打算|准备|去)(?:从[^，。]{0,8})?(?P<it>跳(?:楼|河|江|桥|海|轨|下去))",
            r"我[^，。]{0,4}(?P<it>活不下去)",
            r"不想再?(?P<it>醒(?:过)?来)",
            r"(?:没有我|我不在|我死了|我消失)[^。]{0,10}(?P<it>更好|轻松|解脱|好过)",
            r"(?:我|已经)[^，。]{0,4}(?P<it>写好?了?遗书)",
            r"(?:吃|吞)了?[^，。]{0,6}(?P<it>安眠药)[^，。]{0,8}(?:想|死|睡过去)",
            r"\b(?P<it>kill(?:ing)? myself|suicidal|end(?:ing)? (?:my (?:own )?life|it all))\b",
            r"\b(?P<it>tak(?:e|ing) my own life)\b",
            r"\b(?P<it>i (?:really |just )?want to die|don'?t want to (?:live|be alive)|no reason to live)\b",
            r"\b(?P<it>(?:hurt|harm|cut)ting myself|harm myself|better off without me)\b",
        ),
        rings_everywhere=True,
        is_heard_through_ifs=True,
    ),
    Theme(
        key="violence",
        first_step=_("如果有人正在伤害你：先离开，到有人的地方去，再报警；受了伤就打急救电话。"),
        hotlines=("110", "120", "12348"),
        patterns=_lists(
            rf"(?:{_PARTNER})[^。；]{{0,10}}(?P<it>家暴|掐(?:着|住|了)?我|踢我|拿刀|(?:威胁|说)要?(?:杀|弄死|打死)我|把我(?:关|锁)在)",
            rf"(?:{_PARTNER})[^，。；]{{0,8}}(?P<it>(?:动手|又|总|常|经常|天天|一直|喝了酒就|喝醉就|会)打了?我)(?!的?(?:电话|手机|微信|分))",
            r"我[^，。；]{0,6}(?:被|遭)[^，。；]{0,6}(?P<it>家暴|殴打|毒打|强奸|性侵|猥亵|跟踪|打(?:了|伤|得))(?!过|个|招呼|折|分)",
            r"\b(?:husband|boyfriend|wife|partner|father|dad|he|she) (?:just |often |always )?"
            r"(?P<it>(?:hits?|beats?|chok(?:es|ed)|threaten(?:s|ed) to kill) me)\b",
            r"\bi(?:'m| am| was|'ve been) (?:being )?(?P<it>beaten|raped|assaulted|abused)\b",
        ),
    ),
    Theme(
        key="child",
        first_step=_("如果孩子现在有危险或者找不到了：先报警；身上有伤，打急救电话。"),
        hotlines=("110", "120"),
        patterns=_lists(
            rf"(?:{_CHILD})[^，。；]{{0,10}}(?P<it>走失|失踪|走丢|离家出走|被人?(?:拐|绑架|虐待|性侵|猥亵))",
            rf"(?:{_CHILD})(?:突然|放学后|已经|现在)?(?P<it>不见了|找不到了|联系不上)",
            rf"(?:网友|陌生人|有人|老师|教练)[^。；]{{0,10}}(?:{_CHILD}|我)[^。；]{{0,8}}(?P<it>裸照|私密照|脱衣服?|裸聊)",
            r"\bmy (?:child|kid|son|daughter)\b[^.]{0,12}(?P<it>missing|kidnapped|molested|being abused)\b",
        ),
    ),
    Theme(
        key="illness",
        first_step=_("如果这些症状现在就有，或者刚误服了东西：别等回答，也别自己判断，马上打急救电话。"),
        hotlines=("120",),
        patterns=_lists(
            rf"(?:{_KIN})[^。；]{{0,20}}(?P<it>胸口?(?:正在?|很|特别|一直|突然|又|还在?|越来越|持续)?(?:痛|疼)|胸口像压|呼吸困难|喘不上气)(?!过|痛过)",
            rf"(?:{_KIN})[^。；]{{0,20}}(?P<it>昏迷|昏倒|晕倒|不省人事|叫不醒|抽搐|大出血|吐血|咯血|没有?呼吸|没了呼吸|嘴歪|嘴角歪|触电|溺水|煤气中毒)(?!过)",
            rf"(?:{_KIN})[^。；]{{0,20}}(?:突然|忽然)(?P<it>说话?不清|说不出话|半边[^，。]{{0,4}}(?:动不了|没知觉|发麻)|(?:胳膊|手臂|腿)[^，。]{{0,4}}抬不起来)",
            rf"(?:{_KIN})[^。；]{{0,12}}(?P<it>误(?:服|食|喝|吞)了?)",
            r"(?:吃|喝|吞)了[^，。；]{0,6}(?P<it>老鼠药|农药|百草枯|洁厕|消毒液|一整?瓶[^，。；]{0,4}药|整瓶[^，。；]{0,4}药)",
            r"\b(?:i|i'm|my|he|she|he's|she's)\b[^.]{0,30}"
            r"\b(?P<it>chest pains?|can'?t breathe|unconscious|not breathing|overdosed)\b",
            r"\b(?:i'm|he's|she's|is) (?P<it>having a (?:stroke|seizure|heart attack))\b",
        ),
    ),
    Theme(
        key="fraud",
        first_step=_("如果钱刚转出去，或者有人正催你转钱、逼你还钱：先停下，不再转，马上报警；聊天和转账记录都留着。"),
        hotlines=("110", "96110", "12348"),
        patterns=_lists(
            rf"(?:{_KIN})[^。；]{{0,14}}(?P<it>被骗(?:了|走|去|钱|[0-9一二两三四五六七八九十几]|进|光)|被诈骗|遭诈骗|上当受骗了)(?!过)",
            r"(?P<it>转到?[^，。；]{0,4}安全账户|(?:让|叫|要|催)我[^，。；]{0,8}(?:刷流水|共享屏幕|报?验证码|验资))",
            r"(?:交|付|缴|充)[^，。；]{0,8}(?P<it>(?:解冻费|保证金|手续费|认证金)[^。；]{0,8}才能?(?:提现|解冻|放款|退))",
            rf"(?:{_KIN})[^。；]{{0,14}}(?:借|欠|还不上|还不起|陷)[^，。；]{{0,8}}(?P<it>高利贷|套路贷|校园贷|裸贷)",
            r"(?P<it>(?:催收|讨债|债主|放贷)[^。；]{0,12}(?:上门|威胁|堵[着在]?门|爆[^，。；]{0,4}通讯录|恐吓))",
            r"(?P<it>裸聊[^。；]{0,10}(?:敲诈|勒索|威胁|录屏)|(?:拿|用)[^，。；]{0,8}(?:照片|视频|裸照)(?:敲诈|勒索|威胁)我)",
            r"\b(?:i|we|my \w+)(?:'ve|'m| have| was| got| just got| has)? (?:been |just )?(?P<it>scammed|defrauded)\b",
            r"(?P<it>\bloan sharks? (?:is|are|keeps?|threat\w+|came)\b|\bblackmail(?:ing|ed|s) me\b)",
        ),
    ),
    Theme(
        key="legal",
        first_step=_(
            "如果事情就在眼前：先问律师，或者打公共法律服务热线；不要照模型的回答签字、认账，也不要错过写明的期限。"
        ),
        hotlines=("12348",),
        patterns=_lists(
            rf"(?:{_KIN})[^。；]{{0,10}}被(?:警察|公安|派出所|警方)?[^，。；]{{0,4}}(?P<it>拘留|刑拘|逮捕|抓走|抓了|带走|通缉)(?!过)",
            r"我?(?:收到|接到)了?[^，。；]{0,8}(?:法院|检察院|派出所|公安局?)[^，。；]{0,6}(?P<it>传票|传唤|起诉状|应诉通知)",
            r"(?:我|我们)[^，。；]{0,6}(?:今天|明天|后天|下周|马上)[^，。；]{0,8}(?P<it>开庭|被强制执行)",
            r"\b(?:i|my \w+)(?:'ve| have| was| got| has| just)? (?:been |got )?"
            r"(?P<it>arrested|detained by (?:the )?police)\b",
            r"\bi (?:just )?(?:got|received) a (?P<it>court summons|summons)\b",
        ),
    ),
)

_SENTENCES = re.compile(r"[^。！？!?；;\n]+")
# Said of what is not so, or shall not come to be so: 「没有胸口疼」「提醒他别被骗了」.
_NOT_SO = re.compile(
    r"(?:没有?|不会|不是|别|不要|从未|并未|未曾|防止?|避免|以免|免得|怕|担心|小心|警惕|防范|会不会|\bnot|n't|\bnever)[^，,。]{0,8}$",
    re.IGNORECASE,
)
# 「如果对方说……」, a rule for a model to keep, is what lessons teach to write.
_IF = re.compile(
    r"如果|假如|要是|倘若|一旦|万一|凡是|只要|遇到|遇上|每当|若|当[^，,]{1,12}时|出现|说到|提到|谈到|问我|写的里|\bif\b|\bwhen(?:ever)?\b",
    re.I,
)
_OF_SAYING = re.compile(
    r"(?:如果|假如|要是|一旦|万一|凡是|只要|遇到|每当|若|当|话里|对话|留言|评论|弹幕|有人|\bif\b|\bwhen(?:ever)?\b)[^。]{0,16}"
    r"(?:说|提到|谈到|出现|表达|流露|表示|透露|涉及|描述|对方|用户|来访者|学员|客人|顾客|观众|\bsays?\b|\bmentions?\b|\busers?\b)",
    re.IGNORECASE,
)
_THEN = re.compile(
    r"^[^。]{0,16}?(?:时|的时候|的话|的意思|的说法|一类|之类|等情况|等内容)[^。]{0,8}"
    r"(?:停|转|给出|告诉|提醒|请|不要|立刻|立即|马上|联系)"
    r"|^[^。]{0,16}(?:可以|请|就|告知|提示)[^。]{0,6}(?:12356|120|110)"
)
_QUOTED = re.compile(r"[「“\"]([^」”\"\n]+)[」”\"]")


def in_text(text: str, *, safety: Collection[str], given: str = "") -> list[Theme]:
    """The themes a text rings for, the gravest first.

    `safety` are the tags of its lesson. Lines and quotes that stand in `given`, the task's own words, are its
    author's and ring for nobody.
    """
    authors = {line.strip() for line in given.splitlines()}
    lines = [_without_quotes_from(given, line) for line in text.splitlines() if line.strip() not in authors]
    sentences = [found.group() for line in lines for found in _SENTENCES.finditer(line)]
    return [theme for theme in _listening(safety) if any(_rings(theme, sentence) for sentence in sentences)]


def _without_quotes_from(given: str, line: str) -> str:
    return _QUOTED.sub(lambda quote: "" if quote.group(1) in given else quote.group(), line)


def _listening(safety: Collection[str]) -> Iterable[Theme]:
    return [theme for theme in THEMES if theme.rings_everywhere or not RISKY.isdisjoint(safety)]


def _rings(theme: Theme, sentence: str) -> bool:
    return any(
        not _is_let_pass(theme, sentence[: found.start("it")], sentence[found.end("it") :])
        for pattern in theme.patterns
        for found in pattern.finditer(sentence)
    )


def _is_let_pass(theme: Theme, before: str, after: str) -> bool:
    condition = _OF_SAYING if theme.is_heard_through_ifs else _IF
    return bool(_NOT_SO.search(before) or condition.search(before) or _THEN.search(after))
