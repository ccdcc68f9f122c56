from hypothesis import given
from hypothesis import strategies as st

from practice.talks.branches import Node, Tree

#   1 - 2 - 4      7 is a conversation of its own
#     \ 3 - 5
#   6 (in place of 1)
WOOD = Tree(
    Node(pk, parent, group)
    for pk, parent, group in [
        (1, None, "a"),
        (2, 1, "a"),
        (3, 1, "a"),
        (4, 2, "a"),
        (5, 3, "a"),
        (6, None, "a"),
        (7, None, "b"),
    ]
)


def test_nothing_sent_has_no_branch():
    assert Tree().branch() == []


def test_the_newest_branch_is_shown_at_first():
    assert WOOD.branch() == [7]


def test_a_branch_goes_on_to_what_was_said_last_there():
    assert (WOOD.branch(2), WOOD.branch(1)) == ([1, 2, 4], [1, 3, 5])


def test_an_attempt_nobody_knows_shows_the_newest():
    assert WOOD.branch(99) == [7]


def test_what_was_said_instead_stands_beside():
    assert (WOOD.beside(2), WOOD.beside(1), WOOD.beside(7)) == ([2, 3], [1, 6], [7])


def test_the_other_branches_begin_with_the_newest():
    assert WOOD.others(WOOD.branch(2)) == [7, 6, 5]


def test_a_branch_starts_where_it_left_the_others():
    assert [WOOD.start_of(end) for end in (4, 5, 6, 7)] == [2, 3, 6, 7]


@st.composite
def woods(draw):
    """Any history: each attempt begins a conversation, follows an earlier one, or takes the place of one."""
    nodes: list[Node] = []
    for pk in range(1, draw(st.integers(1, 30)) + 1):
        how = draw(st.sampled_from(["begin", "follow", "instead"])) if nodes else "begin"
        earlier = draw(st.sampled_from(nodes)) if nodes else None
        if how == "begin" or earlier is None:
            nodes.append(Node(pk, None, f"g{pk}"))
        else:
            nodes.append(Node(pk, earlier.pk if how == "follow" else earlier.parent, earlier.group))
    return nodes


@given(woods())
def test_every_attempt_can_be_reached(nodes):
    tree = Tree(nodes)
    shown = tree.branch()
    ends = [shown[-1], *tree.others(shown)]
    assert {pk for end in ends for pk in tree.branch(end)} == {node.pk for node in nodes}


@given(woods())
def test_every_attempt_can_be_reached_by_stepping_sideways(nodes):
    """From any branch: the switcher at its turns leads to every branch of the same conversation."""
    tree = Tree(nodes)
    seen: set[int] = set()
    ahead = [tree.branch()[-1]]
    while ahead:
        for pk in tree.branch(ahead.pop()):
            if pk not in seen:
                seen.add(pk)
                ahead += tree.beside(pk)
    group = {node.pk: node.group for node in nodes}
    assert seen == {pk for pk in group if group[pk] == group[max(group)]}


@given(woods())
def test_the_chain_of_an_attempt_is_exactly_its_ancestors(nodes):
    tree, parents = Tree(nodes), {node.pk: node.parent for node in nodes}
    for node in nodes:
        ancestors, step = [], node.pk
        while step:
            ancestors.insert(0, step)
            step = parents[step]
        assert tree.chain_to(node.pk) == ancestors


@given(woods())
def test_a_branch_goes_through_what_it_was_asked_for(nodes):
    tree = Tree(nodes)
    assert all(node.pk in tree.branch(node.pk) for node in nodes)


@given(woods())
def test_no_two_branches_start_alike(nodes):
    tree = Tree(nodes)
    shown = tree.branch()
    others = tree.others(shown)
    starts = [tree.start_of(end) for end in others]
    assert len(set(starts)) == len(starts) and not set(starts) & set(shown)
