from xml.etree import ElementTree

import pytest

from courses.advice import svg

SVG = '<svg xmlns="http://www.w3.org/2000/svg">{}</svg>'


def last(inside: str) -> svg.Seen:
    return list(svg.seen_in(ElementTree.fromstring(SVG.format(inside))))[-1]


@pytest.mark.parametrize(
    ("inside", "place"),
    [
        ('<g transform="translate(10 20)"><rect/></g>', (10, 20, 1)),
        ('<g transform="translate(10)"><rect transform="scale(2)"/></g>', (10, 0, 2)),
        ('<g transform="scale(2)"><rect transform="translate(10,20)"/></g>', (20, 40, 2)),
        ('<rect transform="translate(1 2) scale(.5)"/>', (1, 2, 0.5)),
    ],
)
def test_an_element_lies_where_its_groups_move_it(inside, place):
    seen = last(inside)
    assert (seen.x, seen.y, seen.scale) == place


def test_what_is_turned_is_said_to_be():
    assert last('<g transform="rotate(9)"><rect/></g>').is_turned


@pytest.mark.parametrize(
    ("inside", "fill"),
    [
        ("<rect/>", "black"),
        ('<g fill="red"><rect/></g>', "red"),
        ('<g fill="red"><rect fill="blue"/></g>', "blue"),
        ('<style>.a { fill: green }</style><rect class="b a" fill="blue"/>', "green"),
        ('<style>rect { fill: green }</style><rect style="fill:white" fill="blue"/>', "white"),
    ],
)
def test_the_nearest_word_on_a_colour_counts(inside, fill):
    assert last(inside).fill == fill


def test_what_is_only_defined_is_not_seen():
    assert last("<title>图</title><desc>说明</desc><defs><rect/></defs>").name == "svg"
