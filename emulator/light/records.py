"""Dataclasses that are cheap to define: a start defines more than a hundred of them."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:
    import dataclasses
    from operator import attrgetter
    from reprlib import recursive_repr

    def dataclass(cls=None, /, *, frozen=False, eq=True, **options):
        """As `dataclasses.dataclass`, with two differences.

        That nobody sets a member of a `frozen` one is held by mypy alone: Python's own refusal at run time takes two thirds of the time in
        which an object is made. And Python writes and compiles a text for each method; here only `__init__` is made so, which is most of
        the time in which such a class is defined.
        """

        def made(plain):
            own = set(vars(plain))
            record = dataclasses.dataclass(plain, repr=False, eq=False, **options)
            fields = dataclasses.fields(record)
            methods = {"__repr__": _shown([each.name for each in fields if each.repr])}
            if eq:
                compared = _getter([each.name for each in fields if each.compare])
                methods |= {"__eq__": _equal(compared), "__hash__": _hashed(compared) if frozen else None}
            for name, method in methods.items():
                if name not in own:
                    setattr(record, name, method)
            return record

        return made if cls is None else made(cls)

    def _getter(names):
        """What reads these members of an object."""
        return attrgetter(*names) if names else lambda record: ()

    def _equal(compared):
        def equal(self, other):
            return compared(self) == compared(other) if other.__class__ is self.__class__ else NotImplemented

        return equal

    def _hashed(compared):
        def hashed(self):
            return hash(compared(self))

        return hashed

    def _shown(names):
        @recursive_repr()
        def shown(self):
            members = ", ".join([f"{name}={getattr(self, name)!r}" for name in names])
            return f"{self.__class__.__qualname__}({members})"

        return shown
