"""Response bodies: the vendors' operations."""

from emulator.control.answers.answer import Answer


class OperationError(Answer):
    """An error that an operation may answer."""

    status: int
    name: str | None
    text: str | None
    evidence: str


class VerifiedDay(Answer):
    """The day on which a part was seen on the real service, how many days ago, and whether that is too long (`verified_days`)."""

    day: str
    days: int
    old: bool


class Operation(Answer):
    """An operation of a vendor. `served_by` is the location of its endpoint; `why_not` the reason if it has none."""

    id: str
    resource: str
    method: str
    path: str
    served: bool
    served_by: str = ""
    why_not: str = ""
    evidence: dict[str, str]
    verified: dict[str, VerifiedDay]
    errors: list[OperationError]


class VendorOperations(Answer):
    """A vendor's operations, and how many of them are served."""

    vendor: str
    base_path: str
    known: int
    served: int
    operations: list[Operation]


class Operations(Answer):
    """The operations of the vendors that were asked for."""

    vendors: list[VendorOperations]
