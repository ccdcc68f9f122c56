"""The branches of a conversation. Pure: numbers go in, numbers come out.

From any turn a learner may say something else instead; both go on from there. So what was sent for one task is
a wood: every attempt follows one or begins a conversation, and those that stand in each other's place are siblings.
A number is an attempt's, and a later attempt has a greater one.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple


class Node(NamedTuple):
    pk: int
    parent: int | None
    group: Hashable


class Tree:
    def __init__(self, nodes: Iterable[Node] = ()):
        self._nodes = {node.pk: node for node in sorted(nodes)}
        self._beside: dict[Hashable, list[int]] = defaultdict(list)
        self._newest = {pk: pk for pk in self._nodes}
        self._inner: set[int] = set()
        for node in self._nodes.values():
            self._beside[self._place(node)].append(node.pk)
        for node in reversed(self._nodes.values()):
            if node.parent in self._nodes:
                self._inner.add(node.parent)
                self._newest[node.parent] = max(self._newest[node.parent], self._newest[node.pk])

    def __contains__(self, pk: object) -> bool:
        return pk in self._nodes

    def chain_to(self, pk: int) -> list[int]:
        """From the first turn to this one."""
        chain: list[int] = []
        step: int | None = pk
        while step in self._nodes:
            chain.append(step)
            step = self._nodes[step].parent
        return chain[::-1]

    def branch(self, through: int | None = None) -> list[int]:
        """The branch that goes through an attempt and on to what was said last there; the newest of all without one."""
        if not self._nodes:
            return []
        if through not in self._nodes:
            return self.chain_to(max(self._nodes))
        return self.chain_to(self._newest[through])

    def beside(self, pk: int) -> list[int]:
        """What was said in the same place, this attempt included, in the order in which it was said."""
        return self._beside[self._place(self._nodes[pk])]

    def others(self, branch: Sequence[int]) -> list[int]:
        """The ends of the other branches, and of other conversations; the newest first."""
        return sorted((pk for pk in self._nodes if pk not in self._inner and pk not in branch), reverse=True)

    def start_of(self, end: int) -> int:
        """Where a branch left the others: its first attempt that no other branch has."""
        for pk in reversed(self.chain_to(end)):
            if len(self.beside(pk)) > 1:
                return pk
        return self.chain_to(end)[0]

    def _place(self, node: Node) -> Hashable:
        return node.parent if node.parent in self._nodes else ("group", node.group)
