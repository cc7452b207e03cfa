"""When and by whom: the four columns of `Stamped` rows."""

from typing import Any

from emulator.vendors.call import Call


def stamped(call: Call) -> dict[str, Any]:
    """The columns of a row that comes now."""
    return {"created_date": call.now(), "created_by_id": _who(call), **touched(call)}


def touched(call: Call) -> dict[str, Any]:
    """The columns of a row that changes now."""
    return {"updated_date": call.now(), "updated_by_id": _who(call)}


def _who(call: Call) -> int:
    """The OriginalId of the caller; 0 for the house itself (a seed, a page, a job)."""
    return int(call.principal["original_id"]) if call.principal else 0
