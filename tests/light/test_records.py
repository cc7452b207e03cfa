"""Dataclasses: Python's own, but for the check of assignments at run time."""

import dataclasses
import sys

import pytest

from emulator.light.records import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    x: int
    y: int = 0


def test_a_record_is_a_dataclass_that_is_equal_and_hashed_by_its_members_and_has_no_guard_to_define() -> None:
    assert Point(1) == Point(1, 0) != Point(2)
    assert {Point(1), Point(1, 0)} == {Point(1)}
    assert dataclasses.replace(Point(1), y=2) == Point(1, 2)
    assert "__setattr__" not in vars(Point)


@dataclass
class Node:
    """One that can be changed, with all that a field can say of itself."""

    name: str
    below: list["Node"] = dataclasses.field(default_factory=list)
    token: str = dataclasses.field(default="", repr=False)
    seen: int = dataclasses.field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Named:
    name: str

    def __repr__(self) -> str:
        return f"<{self.name}>"


@dataclass(frozen=True, eq=False)
class Lone:
    name: str


def test_a_record_is_shown_and_compared_as_python_does_it() -> None:
    plain = dataclasses.make_dataclass("Node", [(each.name, each.type, each) for each in dataclasses.fields(Node)])
    for make in (Node, plain):
        node = make("a", [make("b")], token="secret", seen=1)
        assert repr(node) == "Node(name='a', below=[Node(name='b', below=[], seen=0)], seen=1)"
        assert node == make("a", [make("b")], token="secret", seen=2)
        assert node != make("a", [make("b")], token="other")
        assert node != ("a", [make("b")], "secret")
        node.below.append(node)
        assert repr(node).endswith("Node(name='b', below=[], seen=0), ...], seen=1)")
        with pytest.raises(TypeError, match="unhashable"):
            hash(node)
    assert Node.__match_args__ == plain.__match_args__  # type: ignore[attr-defined]


def test_what_a_record_defines_itself_stays() -> None:
    assert repr(Named("x")) == "<x>"
    assert hash(Named("x")) == hash(Named("x"))
    assert Lone("x") != Lone("x")
    assert len({Lone("x"), Lone("x")}) == 2


@pytest.mark.skipif(sys.version_info >= (3, 13), reason="Python compiles all methods of a dataclass at once there")
def test_only_how_a_record_is_made_is_compiled_when_it_is_defined(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    create = dataclasses._create_fn  # type: ignore[attr-defined]

    def noted(name: str, *rest: object, **more: object) -> object:
        compiled.append(name)
        return create(name, *rest, **more)

    monkeypatch.setattr(dataclasses, "_create_fn", noted)
    dataclass(frozen=True, slots=True)(type("Pair", (), {"__annotations__": {"one": int, "two": int}}))
    assert compiled == ["__init__"]
