"""New access tokens. Fresh sandboxes produce the same ids, so a token begins with a text that identifies its sandbox."""

from functools import lru_cache
from hashlib import blake2b

from emulator.sandbox.world import World


@lru_cache(maxsize=1000)
def mark_of(sandbox: str) -> str:
    """The beginning of every token of a sandbox: twelve digits of a UUID."""
    digits = blake2b(sandbox.encode(), digest_size=6).hexdigest()
    return f"{digits[:8]}-{digits[8:]}"


def new_token(world: World) -> str:
    """A UUID that no other sandbox produces."""
    mark = mark_of(world.sandbox.name)
    return mark + world.ids.uuid()[len(mark) :]
