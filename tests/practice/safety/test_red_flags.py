"""Which sentences name people who can help before a model speaks, and which are only talk."""

from datetime import date

import pytest

from courses import folder
from practice.safety import red_flags
from tests.courses.course_files import CONTENT

EVERYTHING = ("medical",)

RING = {
    "self-harm": [
        "我不想活了",
        "真的不想再活了，太累",
        "最近总觉得活着没意思",
        "活着真没什么意义",
        "我有自杀的念头",
        "我动过轻生的念头",
        "我女儿说她不想活了",
        "我想从楼上跳下去",
        "有时候会忍不住伤害自己",
        "我昨晚又割腕了",
        "没有我，大家会轻松些",
        "要是活着这么累，我不想活了",
        "如果明天还这样我就去跳楼",
        "我已经写好了遗书",
        "每天睡前都不想醒过来",
        "我想死",
        "I want to die",
        "I keep thinking about killing myself",
        "there is no reason to live",
    ],
    "violence": [
        "我老公喝醉就打我",
        "他掐着我的脖子不让我走",
        "男朋友威胁要杀我",
        "我昨天被他打得起不来",
        "爸爸又打我了",
        "my husband hits me when he drinks",
    ],
    "child": [
        "孩子走失两个小时了",
        "女儿放学后不见了",
        "有网友让孩子发裸照",
        "我儿子离家出走了",
        "my daughter is missing since noon",
    ],
    "illness": [
        "我胸口很疼，出冷汗",
        "我爸突然说话不清，嘴歪了",
        "孩子误服了降压药",
        "老人晕倒了叫不醒",
        "她喝了农药",
        "我妈喘不上气",
        "I have chest pain and feel dizzy",
    ],
    "fraud": [
        "我刚被骗了三万块",
        "我妈被骗走了养老钱",
        "对方让我把钱转到安全账户",
        "客服让我共享屏幕",
        "要先交保证金才能提现",
        "我还不上高利贷",
        "催收的人上门威胁我家人",
        "他拿我的照片敲诈我",
        "I just got scammed out of my savings",
    ],
    "legal": [
        "我老公昨晚被警察带走了",
        "我收到了法院的传票",
        "我儿子被刑事拘留了",
        "我明天就要开庭",
        "my brother was arrested last night",
    ],
}
SILENT = [
    # manners of speaking
    "这道题想死我了",
    "笑死",
    "笑死我了，这个文案",
    "想死你了，什么时候回来",
    "累死了，今天写了八稿",
    "忙得要死",
    "周末不想活动，只想躺着",
    "不想活得这么累，想换个轻松的工作",
    "不想活成别人的样子",
    "程序死循环了",
    "压力大得喘不过气来",
    "我被打动了",
    "我被打断了三次",
    "他打我电话没接上",
    "他天天打我电话催稿",
    "This deadline is killing me",
    "I'm dying to see the result",
    # what is not so
    "我没有轻生的念头，只是睡不好",
    "目前没有喘不上气，没有胸口疼",
    "写一段话，提醒爸妈别被骗了钱",
    "怎样避免老人被骗走养老钱",
    "I don't have chest pain",
    # rules for a model, which the lessons teach to write
    "如果对方说不想活了，立刻停下，让他打 12356",
    "话里一出现不想活、伤害自己的意思，立刻停止记录",
    "用户流露出轻生的念头时，马上转给真人",
    "如果我说胸口疼，请让我停下来去医院",
    "有人说不想活，直播就停",
    "If the user mentions killing myself or others, stop and give the hotline",
    "一旦孩子走失，广播应该怎么写",
    # the past, and trades of every day
    "两年前体检，我的血压有点高",
    "请房东让我转账付押金时写收条",
    "孩子的作业本不见了，写一张寻物启事",
    "胸口别一枚竹签做的胸针",
    "巧克力狗吃了会中毒吗",
    "这家店生意不好，快撑不下去了",
    "帮我写一份起诉状的目录说明",
    "给公司写一份开庭流程的科普",
]


def keys(text, safety=EVERYTHING, **options):
    return [theme.key for theme in red_flags.in_text(text, safety=safety, **options)]


@pytest.mark.parametrize(("key", "sentence"), [(key, each) for key, sentences in RING.items() for each in sentences])
def test_danger_rings(key, sentence):
    assert key in keys(sentence)


@pytest.mark.parametrize("sentence", SILENT)
def test_talk_does_not_ring(sentence):
    assert keys(sentence) == []


def test_danger_is_found_in_the_middle_of_a_long_prompt():
    assert keys("你是职业顾问。\n" * 300 + "说实话，我不想活了。\n" + "请一次只问一个问题。" * 300) == ["self-harm"]


def test_the_gravest_theme_comes_first():
    assert keys("我刚被骗了三万块。我不想活了。") == ["self-harm", "fraud"]


@pytest.mark.parametrize("safety", sorted(red_flags.RISKY))
def test_every_theme_rings_in_lessons_about_people_in_trouble(safety):
    assert keys("我刚被骗了三万块", (safety,)) == ["fraud"]


def test_other_lessons_are_about_other_things():
    assert keys("我刚被骗了三万块", ("privacy",)) == []


def test_danger_to_life_does_not_choose_its_lesson():
    assert keys("我不想活了", ()) == ["self-harm"]


def test_the_words_of_the_task_ring_for_nobody():
    material = "留言：\n10. 我不想活了，你们都很开心\n"
    assert keys("判断这些留言：\n10. 我不想活了，你们都很开心", given=material) == []


def test_words_quoted_from_the_task_ring_for_nobody():
    assert keys("丙说「没有我，大家会轻松些」，应该停下", given="没有我，大家会轻松些。") == []


def test_the_same_words_in_a_line_of_ones_own_do_ring():
    assert keys("我不想活了", given="10. 我不想活了，你们都很开心") == ["self-harm"]


@pytest.mark.parametrize("text", ["", "\n\n", "字" * 8000, "我" * 8000, "如果" * 4000, "「" * 8000])
def test_any_text_is_read_at_once(text):
    assert keys(text) == []


def test_every_theme_names_somebody_to_call():
    assert all(theme.hotlines and theme.first_step for theme in red_flags.THEMES)


def test_the_numbers_stand_in_the_list_of_the_course_with_a_source():
    known = {
        row.number for row in folder.read_files(folder.files_in(CONTENT)).hotlines.document.hotlines if row.verified
    }
    assert {number for theme in red_flags.THEMES for number in theme.hotlines} <= known


def test_the_lists_were_read_through_within_a_year_of_the_hotlines():
    rows = folder.read_files(folder.files_in(CONTENT)).hotlines.document.hotlines
    newest = max(date.fromisoformat(str(row.checked)) for row in rows)
    assert abs((red_flags.REVIEWED - newest).days) < 365


def test_no_good_example_and_no_opening_of_the_course_rings():
    rung = []
    for source in folder.read_files(folder.files_in(CONTENT)).lessons:
        for task in source.document.practice or ():
            for text in _said_by_a_learner(task):
                rung += [(source.document.id, task.id, key) for key in keys(text, given=task.material or "")]
    assert rung == []


def _said_by_a_learner(task):
    for example in (task.starter, task.good_example, task.lazy_example):
        if isinstance(example, str):
            yield example
        elif example:
            yield from (turn.text for turn in example if turn.by == "learner")
