"""A place in a document: the kinds and forms of the values seen there, and the places below it."""

from collections.abc import Iterable
from dataclasses import field
from typing import Any

from emulator.light.records import dataclass

MOST_ORDERS = 20


@dataclass(slots=True)
class Node:
    """The values seen at one place. `count` is their number, `objects` the number of objects among them.

    `order` has the members in the order of their first appearance, `orders` each order in which an object had them, up to `MOST_ORDERS`.

    `refs`, `entries` and `lengths` are used to compare answers within one run and are never written: the bound names of values that were
    seen, the bound names in each entry of an array, and the lengths of arrays.
    """

    count: int = 0
    objects: int = 0
    kinds: set[str] = field(default_factory=set)
    forms: set[str] = field(default_factory=set)
    members: dict[str, "Node"] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    orders: set[tuple[str, ...]] = field(default_factory=set)
    items: "Node | None" = None
    refs: set[str] = field(default_factory=set)
    entries: list[tuple[str, ...]] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)

    def member(self, name: str) -> "Node":
        """The node of a member, created if it is new."""
        if name not in self.members:
            self.members[name] = Node()
            self.order.append(name)
        return self.members[name]

    def ordered(self, names: Iterable[str]) -> None:
        """Note an object's order of members."""
        if len(self.orders) < MOST_ORDERS:
            self.orders.add(tuple(names))

    def always(self, name: str) -> bool:
        """True if every object here had the member."""
        return name in self.members and self.members[name].count >= self.objects

    def merge(self, other: "Node") -> None:
        """Add the values of another node."""
        self.count += other.count
        self.objects += other.objects
        self.kinds |= other.kinds
        self.forms |= other.forms
        for order in other.orders:
            self.ordered(order)
        for name in other.order:
            self.member(name).merge(other.members[name])
        if other.items is not None:
            self.items = self.items or Node()
            self.items.merge(other.items)

    def document(self) -> dict[str, Any]:
        """The node as it is written to a file: members in their order; `sometimes` marks members that not every object had."""
        found: dict[str, Any] = {"kinds": sorted(self.kinds)}
        if self.forms:
            found["forms"] = sorted(self.forms)
        if self.members:
            found["members"] = {
                name: {**self.members[name].document(), **({} if self.always(name) else {"sometimes": True})}
                for name in self.order
            }
        if len(self.orders) > 1:
            found["orders"] = [list(order) for order in sorted(self.orders)]
        if self.items is not None:
            found["items"] = self.items.document()
        return found

    @classmethod
    def read(cls, document: dict[str, Any], count: int = 2) -> "Node":
        """Read what `document` returned. It does not have the counts, only whether a member was always present."""
        kinds = set(document["kinds"])
        seen = (1 if document.get("sometimes") else count) if kinds else 0
        node = cls(count=seen, objects=count if "object" in kinds else 0)
        node.kinds, node.forms = set(document["kinds"]), set(document.get("forms", ()))
        for name, inner in document.get("members", {}).items():
            node.members[name] = cls.read(inner, count)
            node.order.append(name)
        node.orders = {tuple(map(str, order)) for order in document.get("orders", ())}
        if node.order and not node.orders:
            node.orders = {tuple(node.order)}
        if "items" in document:
            node.items = cls.read(document["items"], count)
        return node
