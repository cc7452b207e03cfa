"""Adding vendors' well-known credentials to a sandbox that does not have them yet."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from emulator.sandbox.world import World

if TYPE_CHECKING:
    from emulator.vendors.vendor import Vendor


@contextmanager
def with_credentials(world: World, vendors: "list[Vendor]") -> Iterator[None]:
    """A unit of work in which these vendors' credentials exist. New ones are kept only if it is committed."""
    with world.work:
        install(world, vendors)
        yield


def install(world: World, vendors: "list[Vendor]") -> None:
    """The same in an existing unit of work."""
    sandbox = world.sandbox
    lacking = [vendor for vendor in vendors if vendor.name not in sandbox.vendors_in_use]
    for vendor in lacking:
        vendor.install_credentials(world)
    if lacking:
        sandbox.vendors_in_use |= {vendor.name for vendor in lacking}
        sandbox.save(world.work)
