"""Trying a course out at a vendor: a learner in a course that is just a zip so far, without a call to the API."""

from collections.abc import Mapping
from hashlib import blake2b
from typing import Any
from uuid import UUID

from emulator.light.records import dataclass


@dataclass(frozen=True, slots=True)
class Asked:
    """A course by its title and the name of its zip beside the seed, and the learner's login. `digest` is that of the zip."""

    title: str
    package: str
    learner: str
    digest: str

    def id(self, *of: str) -> str:
        """An id of 12 digits for a thing: the same one for the same course and the same words."""
        return self._hash(6, of).hex()

    def uuid(self, *of: str) -> str:
        """The same as a UUID."""
        return str(UUID(bytes=self._hash(16, of), version=4))

    def _hash(self, size: int, of: tuple[str, ...]) -> bytes:
        return blake2b("\0".join((self.digest, *of)).encode("utf-8", "replace"), digest_size=size).digest()


@dataclass(frozen=True, slots=True)
class Trial:
    """What is to be there: a vendor's section of a seed document, without what exists already, and the keys that find the subject then."""

    section: Mapping[str, Any]
    wanted: Mapping[str, str]
