"""Trying a course out: a sample, or a zip that is dropped onto the page, at the vendor and as the learner of one's choice."""

from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import orjson
from fastapi import APIRouter, HTTPException, Query, Request

from emulator.console.frame import BASE, TheFrame
from emulator.control.context import TheHouse, own_request
from emulator.courseware.samples import build_sample
from emulator.sandbox.world import World
from emulator.seeding import SeedDocument, SeedError
from emulator.vendors import ENTRIES
from emulator.vendors.for_console.trial import Asked
from emulator.without_browser import attempting

PACKAGE = "course.zip"

router = APIRouter(include_in_schema=False)

Words = Annotated[str, Query(min_length=1, max_length=100)]


@router.post(f"{BASE}/try")
async def try_out(
    house: TheHouse, frame: TheFrame, request: Request, vendor: str, learner: Words, title: Words, sample: str = ""
) -> dict[str, Any]:
    """A link that opens the course as this learner. What it takes, the course included, comes into being where it does not exist."""
    if vendor not in {entry.name for entry in ENTRIES}:
        raise HTTPException(400, f"vendor must be one of {', '.join(entry.name for entry in ENTRIES)}")
    content = _content(sample) if sample else await request.body()
    if not content:
        raise HTTPException(400, "a course is missing: name a sample, or send a zip")
    asked = Asked(title.strip(), PACKAGE, learner.strip(), blake2b(content, digest_size=16).hexdigest())
    found, world = await house.vendor(vendor), World(frame.sandbox)
    house.ensure_credentials(found, world)
    with world.work:
        trial = found.trial(world, asked)
    if trial is None:
        raise HTTPException(409, f"{vendor} lets nobody try a course out")
    if trial.section:
        with TemporaryDirectory() as folder:
            (Path(folder) / PACKAGE).write_bytes(content)
            document = orjson.dumps({"version": 1, vendor: trial.section})
            try:
                await house.seed(frame.sandbox, SeedDocument(document, Path(folder), "json"))
            except SeedError as error:
                raise HTTPException(400, str(error)) from None
    opened = World(frame.sandbox, own_request(house, request))
    wanted = {"vendor": vendor, **trial.wanted}
    return await attempting.link(house, opened, wanted, mode="normal", sco=None, redirect=None, seconds=None)


def _content(sample: str) -> bytes:
    try:
        return build_sample(sample)
    except LookupError:
        raise HTTPException(404, f"there is no sample {sample}") from None
