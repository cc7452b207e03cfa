"""New access tokens. Fresh sandboxes deal the same ids, so that the beginning of a token says which sandbox it is of."""

from functools import lru_cache
from hashlib import blake2b

from emulator.sandbox.world import World


@lru_cache(maxsize=1000)
def mark_of(sandbox: str) -> str:
    """What every token of a sandbox begins with: twelve digits of a UUID."""
    digits = blake2b(sandbox.encode(), digest_size=6).hexdigest()
    return f"{digits[:8]}-{digits[8:]}"


def new_token(world: World) -> str:
    """A UUID that no other sandbox deals."""
    mark = mark_of(world.sandbox.name)
    return mark + world.ids.uuid()[len(mark) :]
