"""Rate limits: what is used, and how to set, exhaust and lift them."""

from collections.abc import Iterator

from fastapi import APIRouter, HTTPException
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from emulator.control.answers.limits import KeyUse, Limit, Limits
from emulator.control.context import TheSandbox
from emulator.control.refusals import IN_SANDBOX, OF_BODIES, refusals
from emulator.faults.known import nearest
from emulator.problems.words import words_of
from emulator.sandbox import rates
from emulator.sandbox.sandbox import Sandbox
from emulator.sandbox.whole import Whole
from emulator.vendors import ENTRIES

router = APIRouter(tags=["limits"], responses=IN_SANDBOX)

UNKNOWN = refusals(_404="'litmos_limit' is not a limit; the nearest is 'litmos_rate_limit'")
OFF = refusals(_409="scormcloud_rate_limit is off; PUT a limit first")


class LimitChange(BaseModel):
    """How many uses the limit allows; null turns it off."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"limit": 5}]})

    limit: Whole | None = Field(ge=1)


class OfKey(BaseModel):
    """Which key: an API key, an application's id. Every key without it."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"key": "EMULATOR01"}]})

    key: str | None = Field(default=None, min_length=1, max_length=255)


@router.get("/_emulator/limits", response_model=Limits)
async def list_limits(sandbox: TheSandbox) -> Limits:
    """The limits of all vendors, and what each key has used of them in the window."""
    return Limits(limits=[_shown(sandbox, vendor, limit) for vendor, limit in _every()])


@router.put("/_emulator/limits/{name}", response_model=Limit, responses={**OF_BODIES, **UNKNOWN})
async def set_limit(sandbox: TheSandbox, name: str, change: LimitChange) -> Limit:
    """Set a limit, or turn it off. It is the setting of the same name."""
    vendor, limit = _find(name)
    try:
        with sandbox.work() as work:
            sandbox.change_settings({limit.setting: change.limit})
            sandbox.save(work)
    except ValidationError as error:
        raise HTTPException(400, f"limit: {words_of(error.errors()[0])}") from None
    return _shown(sandbox, vendor, limit)


@router.post("/_emulator/limits/{name}/exhaust", response_model=Limit, responses={**OF_BODIES, **UNKNOWN, **OFF})
async def exhaust_limit(sandbox: TheSandbox, name: str, of: OfKey) -> Limit:
    """From now on the key, or every key, is refused as if it had used up the limit, until the window has passed on the sandbox's clock."""
    vendor, limit = _find(name)
    if getattr(sandbox.settings, limit.setting) is None:
        raise HTTPException(409, f"{name} is off; PUT a limit first")
    sandbox.rates.window(limit).exhaust(of.key, sandbox.clock.seconds())
    return _shown(sandbox, vendor, limit)


@router.post("/_emulator/limits/{name}/lift", response_model=Limit, responses={**OF_BODIES, **UNKNOWN})
async def lift_limit(sandbox: TheSandbox, name: str, of: OfKey) -> Limit:
    """Forget what the key, or every key, has used, and that it was exhausted."""
    vendor, limit = _find(name)
    sandbox.rates.window(limit).lift(of.key)
    return _shown(sandbox, vendor, limit)


def _every() -> Iterator[tuple[str, rates.Limit]]:
    return ((entry.name, limit) for entry in ENTRIES for limit in entry.limits)


def _find(name: str) -> tuple[str, rates.Limit]:
    found = {limit.setting: (vendor, limit) for vendor, limit in _every()}
    if name not in found:
        raise HTTPException(404, f"{name!r} is not a limit; {nearest(name, list(found))}")
    return found[name]


def _shown(sandbox: Sandbox, vendor: str, limit: rates.Limit) -> Limit:
    window, now = sandbox.rates.window(limit), sandbox.clock.seconds()
    keys = [
        KeyUse(key=key, used=used, exhausted=window.is_exhausted(key, now)) for key, used in window.used(now).items()
    ]
    return Limit(
        name=limit.setting,
        vendor=vendor,
        about=limit.about,
        per=limit.per,
        seconds=limit.seconds,
        limit=getattr(sandbox.settings, limit.setting),
        exhausted=window.is_exhausted(None, now),
        keys=keys,
    )
