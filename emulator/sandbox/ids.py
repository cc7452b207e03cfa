"""Ids and secrets. Each sandbox has its own source: a fresh sandbox produces the same ids in every run, except for `Ids.secret`."""

import hashlib
import os
from base64 import urlsafe_b64encode

from emulator.sandbox.guard import Guard, WriteWantedError


def fraction(seed: int, kind: str, count: int) -> float:
    """A pseudo-random number from 0 up to, but not including, 1; the same in every run."""
    digest = hashlib.blake2b(f"{seed}:{kind}:{count}".encode(), digest_size=7).digest()
    return (int.from_bytes(digest) >> 3) / (1 << 53)


class Ids:
    """A source of ids that depends only on its seed and on the number of ids taken, which `dealt` counts by kind.

    The count is stored with the sandbox in the transaction that used the ids, so neither a restart nor a refused request changes the next
    id. With a `guard`, only the thread that holds it may take ids.
    """

    def __init__(self, seed: int = 0, dealt: dict[str, int] | None = None, guard: Guard | None = None) -> None:
        self.seed = seed
        self.dealt = dealt if dealt is not None else {}
        self._guard = guard

    def deal_from(self, other: "Ids") -> None:
        """Continue with the ids of another source."""
        self.seed = other.seed
        if other.dealt is not self.dealt:
            self.dealt.clear()
            self.dealt.update(other.dealt)

    def number(self, kind: str, first: int = 1) -> int:
        """The next whole number of a kind: first, first + 1, … Raises `WriteWantedError` in a read-only unit of work."""
        if self._guard is not None and not self._guard.is_mine:
            raise WriteWantedError
        count = self.dealt.get(kind, 0)
        self.dealt[kind] = count + 1
        return first + count

    def bytes(self, length: int, kind: str = "bytes") -> bytes:
        """Pseudo-random bytes; at most 64."""
        count = self.number(kind)
        return hashlib.blake2b(f"{self.seed}:{kind}:{count}".encode(), digest_size=length).digest()

    def token(self, length: int = 24) -> str:
        """Pseudo-random bytes as url-safe text."""
        return urlsafe_b64encode(self.bytes(length, "token")).decode().rstrip("=")

    def secret(self, length: int = 24) -> str:
        """Unpredictable bytes as url-safe text, different in every run: for links to a learner's own data."""
        return urlsafe_b64encode(os.urandom(length)).decode().rstrip("=")

    def uuid(self) -> str:
        """A version 4 UUID, lower case with hyphens."""
        digits = self.bytes(16, "uuid").hex()
        variant = "89ab"[int(digits[16], 16) % 4]
        return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-{variant}{digits[17:20]}-{digits[20:]}"
