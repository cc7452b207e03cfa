"""Trying out a course at a vendor without a call to its API: a learner in a course of which there is only a zip."""

from collections.abc import Mapping
from hashlib import blake2b
from typing import Any
from uuid import UUID

from emulator.light.records import dataclass


@dataclass(frozen=True, slots=True)
class Asked:
    """The course's title, the name of its zip beside the seed, and the learner's login. `digest` is that of the zip."""

    title: str
    package: str
    learner: str
    digest: str

    def id(self, *of: str) -> str:
        """An id of 12 digits for a thing; the same for the same course and the same words."""
        return self._hash(6, of).hex()

    def uuid(self, *of: str) -> str:
        """A UUID; the same for the same course and the same words."""
        return str(UUID(bytes=self._hash(16, of), version=4))

    def _hash(self, size: int, of: tuple[str, ...]) -> bytes:
        return blake2b("\0".join((self.digest, *of)).encode("utf-8", "replace"), digest_size=size).digest()


@dataclass(frozen=True, slots=True)
class Trial:
    """The vendor's section of a seed document with everything that does not exist yet, and the keys that then find the subject."""

    section: Mapping[str, Any]
    wanted: Mapping[str, str]
