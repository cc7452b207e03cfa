"""The CMI data of one SCO in one attempt: a flat map from element name to text, read and written by its data model."""

from collections.abc import Mapping
from typing import Any

from emulator.courseware.cmi.element import Reason
from emulator.courseware.cmi.model import DataModel, ElementPlace


class CmiData:
    """The CMI data of a SCO. `values` holds only the elements that were set; defaults, `_children` and `_count`
    come from the data model.
    """

    def __init__(self, model: DataModel, values: Mapping[str, str] | None = None) -> None:
        self.model = model
        self.values = dict(values or {})
        self._counts: dict[str, int] = {}
        for name in self.values:
            self._note(model.find(name))

    @classmethod
    def checked(cls, model: DataModel, values: Mapping[str, str]) -> "CmiData":
        """Build the data from a map in any order. Raises `CmiError` for the first invalid element."""
        data = cls(model)
        for name in sorted(values, key=natural_order):
            data.write(name, values[name], by_lms=True)
        return data

    def read(self, name: str) -> str | None:
        """The value as the LMS reads it, including elements that are write-only for a SCO; None if it has no value yet.

        Raises `CmiError` for a name that the data model does not have, or an index that the list does not have.
        """
        place = self.model.find(name)
        for inside, index in place.lists:
            if index >= self.count(inside):
                raise self.model.error(name, Reason.NO_SUCH_INDEX)
        if place.counted is not None:
            return str(self.count(place.counted))
        if place.element is None:
            return place.children
        return self.values.get(name, place.element.default)

    def write(self, name: str, value: str, *, by_lms: bool = False) -> None:
        """Set an element; a SCO cannot set a read-only one. On error, raises `CmiError` and changes nothing."""
        place = self.model.find(name)
        if place.is_keyword or place.element is None:
            raise self.model.error(name, Reason.KEYWORD)
        if place.element.access == "RO" and not by_lms:
            raise self.model.error(name, Reason.READ_ONLY)
        self._check_entries(place)
        fault = place.element.type(value)
        if fault is None and value in place.element.only_lms and not by_lms:
            fault = "type"
        if fault is not None:
            raise self.model.error(name, Reason.OUT_OF_RANGE if fault == "range" else Reason.WRONG_TYPE)
        self._check_id(place, value)
        self.values[name] = value
        self._note(place)

    def count(self, list_name: str) -> int:
        """The number of entries of a list."""
        return self._counts.get(list_name, 0)

    def _note(self, place: ElementPlace) -> None:
        for inside, index in place.lists:
            self._counts[inside] = max(self.count(inside), index + 1)

    def _check_entries(self, place: ElementPlace) -> None:
        """Entries follow one another without a gap; where the model wants it, each begins with its id."""
        for inside, index in place.lists:
            if index > self.count(inside):
                raise self.model.error(place.name, Reason.INDEX_GAP)
        if self.model.id_first:
            for identifier in place.ids:
                if identifier != place.name and identifier not in self.values:
                    raise self.model.error(place.name, Reason.ID_FIRST)

    def _check_id(self, place: ElementPlace, value: str) -> None:
        """An id stays as it was first set, and no other entry of its list has it."""
        if place.name not in place.ids or place.lists[-1][0] not in self.model.unique_ids:
            return
        inside, own = place.lists[-1]
        others = (self.values.get(f"{inside}.{index}.id") for index in range(self.count(inside)) if index != own)
        if self.values.get(place.name, value) != value or value in others:
            raise self.model.error(place.name, Reason.ID_FIXED)


def natural_order(name: str) -> list[tuple[Any, ...]]:
    """Sorts entries by index, and in each entry its id before the rest."""
    return [
        (0, int(part)) if part.isdecimal() and len(part) < 10 else (1 if part == "id" else 2, part)
        for part in name.split(".")
    ]
