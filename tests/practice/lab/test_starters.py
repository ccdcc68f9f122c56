from practice.lab.starters import Stretch, filled, stretches

WHO = [{"name": "who", "label": "谁", "default": "一位店长", "max_chars": 30}]


def test_the_defaults_fill_the_slots():
    assert filled("我是{{who}}，想换工作。\n", WHO) == "我是一位店长，想换工作。"


def test_a_slot_keeps_its_name_for_the_page():
    assert stretches("我是{{who}}。", WHO) == [Stretch("我是"), Stretch("一位店长", "who"), Stretch("。")]


def test_a_slot_nobody_fills_stands_as_it_was_typed():
    assert filled("我是{{nobody}}。", WHO) == "我是{{nobody}}。"


def test_a_starter_without_slots_is_one_stretch():
    assert stretches("你好。", []) == [Stretch("你好。")]
