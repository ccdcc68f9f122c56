from xml.etree import ElementTree

import pytest

from courses.advice import contrast

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">{}</svg>'


def faint(inside: str) -> list[str]:
    return [words for words, _ in contrast.faint_words(ElementTree.fromstring(SVG.format(inside)))]


def test_black_on_white_is_21():
    assert contrast.ratio("#000000", "#ffffff") == pytest.approx(21)


def test_the_order_of_two_colours_does_not_matter():
    assert contrast.ratio("#767676", "#ffffff") == contrast.ratio("#ffffff", "#767676") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize(
    ("inside", "found"),
    [
        ('<text x="5" y="20">字</text>', []),
        ('<text x="5" y="20" fill="#999">字</text>', ["字"]),
        ('<text x="5" y="20" style="fill:#999">字</text>', ["字"]),
        ('<style>.pale { fill: #999 }</style><text class="pale" x="5" y="20">字</text>', ["字"]),
        ('<g fill="#999"><text x="5" y="20">字</text></g>', ["字"]),
        ('<rect width="50" height="50" fill="#13201b"/><text x="5" y="20" fill="white">字</text>', []),
        ('<rect width="50" height="50" fill="#13201b"/><text x="60" y="20" fill="white">字</text>', ["字"]),
        ('<circle cx="50" cy="50" r="20" fill="#13201b"/><text x="50" y="55" fill="#fff">字</text>', []),
        (
            '<g transform="translate(50)"><rect width="9" height="50"/></g><text x="55" y="20" fill="#fff">字</text>',
            [],
        ),
        ('<path d="M0 0H50V50H0Z" fill="#13201b"/><text x="5" y="20" fill="#fff">字</text>', []),
        ('<path d="m10 10h20v20h-20z" fill="#13201b"/><text x="15" y="25" fill="#fff">字</text>', []),
        ('<path d="m10 10h20v20h-20z" fill="#13201b"/><text x="45" y="25" fill="#fff">字</text>', ["字"]),
        ('<polygon points="0,0 50,0 50,50 0,50"/><text x="5" y="20" fill="#fff">字</text>', []),
        ('<path d=""/><polygon/><text x="5" y="20">字</text>', []),
        ('<rect width="50" height="50" fill="none"/><text x="5" y="20">字</text>', []),
        ('<text x="5" y="20" fill="url(#g)">字</text>', []),
        ('<text x="5" y="20" fill="#999" transform="rotate(9)">字</text>', []),
    ],
)
def test_words_are_judged_against_what_lies_behind_them(inside, found):
    assert faint(inside) == found
