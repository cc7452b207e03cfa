"""Restart a registration: its sessions and documents are deleted, its statements stay."""

from sqlalchemy import bindparam, select

from emulator.lrs.lrs_call import LrsCall
from emulator.lrs.tables import XapiDocument, XapiEnrolment, XapiSession
from emulator.store.rows import Statement

_S = XapiSession.__table__.c
_LAUNCHED = Statement(
    select(_S.token).where(_S.lrs == bindparam("lrs"), _S.registration == bindparam("registration")).limit(1)
)


def forget(call: LrsCall, registration: str) -> None:
    """Delete the sessions, the enrolment and the documents of a registration in which something was launched; otherwise do nothing.

    Statements are permanent; data that a client stored before the first launch stays too.
    """
    key = call.key(registration=registration.lower())
    if call.world.work.all(_LAUNCHED, **key):
        for table in (XapiSession, XapiEnrolment, XapiDocument):
            call.world.work.delete(table, **key)
