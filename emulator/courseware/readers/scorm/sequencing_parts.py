"""An imsss:sequencing element and the collection entry that its IDRef names, as one."""

from collections.abc import Iterator

from lxml import etree

from emulator.courseware.readers.elements import attribute, child, children

_ADLSEQ = "adlseq"


class SequencingParts:
    """A part in the item itself replaces the whole same part of the collection (SN 2.1.2)."""

    def __init__(self, item: etree._Element, manifest: etree._Element, name: str, warnings: list[str]) -> None:
        own = child(item, "sequencing")
        shared = None
        reference = attribute(own, "idref")
        if reference is not None:
            entries = children(child(manifest, "sequencingcollection"), "sequencing")
            shared = next((entry for entry in entries if attribute(entry, "id") == reference), None)
            if shared is None:
                warnings.append(f'The sequencing of {name} refers to "{reference}", which is no sequencing collection.')
        self.present = own is not None
        self._sources = (own, shared)

    def part(self, name: str) -> etree._Element | None:
        """A part of imsss; `objectives` exists in adlseq too, where it is another element of the same name."""
        return self._first(name, adlseq=False)

    def adlseq(self, name: str) -> etree._Element | None:
        """A part of adlseq."""
        return self._first(name, adlseq=True)

    def each_adlseq(self, name: str) -> Iterator[etree._Element]:
        """The `adlseq` elements with this name, from the item and from its collection. Both count for objectives."""
        for source in self._sources:
            for element in children(source, name):
                if _is_adlseq(element):
                    yield element

    def _first(self, name: str, *, adlseq: bool) -> etree._Element | None:
        for source in self._sources:
            for element in children(source, name):
                if _is_adlseq(element) == adlseq:
                    return element
        return None


def _is_adlseq(element: etree._Element) -> bool:
    return _ADLSEQ in (etree.QName(element).namespace or "")
