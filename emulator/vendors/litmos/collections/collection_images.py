"""The image of a new collection: it must be downloadable, an image, and not too large (documented; the sizes and types are inferred)."""

from dataclasses import replace

from emulator.courseware.importing.fetching import FetchFailedError, FetchTooLargeError, fetch
from emulator.sandbox.world import World
from emulator.vendors.litmos.collections import collections
from emulator.vendors.litmos.errors import ImageNotDownloadable, ImageTooLarge, ImageTypeInvalid
from emulator.vendors.litmos.rows import Row

LARGEST = 2 * 1024 * 1024  # bytes
BEGINNINGS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a")


async def check(world: World, body: Row) -> None:
    """Fetch the image and look at it; nothing without an ImageURL."""
    collections.check_feature(world)
    if not body.get("image_url"):
        return
    file = world.new_folder() / "image"
    try:
        await fetch(world.sandbox.outgoing, body["image_url"], file, replace(world.files.limits, package_bytes=LARGEST))
    except FetchTooLargeError as error:
        raise ImageTooLarge(error.reason) from None
    except FetchFailedError as error:
        raise ImageNotDownloadable(error.reason) from None
    with file.open("rb") as image:
        if not image.read(8).startswith(BEGINNINGS):
            raise ImageTypeInvalid("the image must be a PNG, JPEG or GIF")
