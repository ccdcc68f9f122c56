from courses.files import file_url

PATH = "figures/role/card.svg"


def address(text):
    return file_url(course="aigc", stage=1, path=PATH, text=text)


def test_a_file_lives_below_its_lesson():
    assert address("a").startswith("/courses/aigc/1/role/figures/card.svg?v=")


def test_a_changed_file_has_a_new_address():
    assert address("a") != address("b")
    assert address("a") == address("a")
