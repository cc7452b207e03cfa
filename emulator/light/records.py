"""Dataclasses that are cheap to define: a start defines more than a hundred of them."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:
    import dataclasses

    def dataclass(cls=None, /, *, frozen=False, **options):
        """As `dataclasses.dataclass`, but that nobody sets a member of a `frozen` one is held by mypy alone.

        Python's own refusal at run time takes half of the time in which such a class is defined, and two thirds of the time in which an
        object of it is made.
        """
        return dataclasses.dataclass(cls, unsafe_hash=frozen and options.get("eq", True), **options)
