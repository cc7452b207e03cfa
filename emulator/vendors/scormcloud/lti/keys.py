"""The key of a sandbox's tools: its private half signs what is sent to platforms, its public half is for everybody."""

import asyncio
from functools import lru_cache
from typing import TYPE_CHECKING

from emulator.imports import bring
from emulator.sandbox.sandbox import Sandbox
from emulator.store.json_text import JsonObject
from emulator.store.unit_of_work import UnitOfWork
from emulator.vendors.scormcloud.tables import ScormCloudToolKey

if TYPE_CHECKING:
    from joserfc.jwk import RSAKey

ID = "lms-emulator"
BITS = 2048
LIBRARIES = ("joserfc.errors", "joserfc.jwk", "joserfc.jwt")  # they take longer to load than the vendor itself


async def ensure(sandbox: Sandbox) -> None:
    """Make the key unless there is one. That takes a tenth of a second, so it is done in a thread."""
    await bring(*LIBRARIES)
    with sandbox.work() as work:
        if work.get(ScormCloudToolKey, id=ID) is not None:
            return
    from joserfc.jwk import RSAKey

    pem = await asyncio.to_thread(lambda: RSAKey.generate_key(BITS).as_pem(private=True).decode())
    with sandbox.work() as work:
        if work.get(ScormCloudToolKey, id=ID) is None:  # somebody else may have asked meanwhile
            work.insert(ScormCloudToolKey, {"id": ID, "pem": pem})


def pem_of(work: UnitOfWork) -> str:
    """The whole key in PEM; `ensure` has made it."""
    row = work.get(ScormCloudToolKey, id=ID)
    assert row is not None
    pem: str = row["pem"]
    return pem


def public_key(work: UnitOfWork) -> str:
    """The public half in PEM (inferred: the form is not known)."""
    return load(pem_of(work)).as_pem(private=False).decode()


def key_set(work: UnitOfWork) -> JsonObject:
    """The public half as a JSON Web Key Set."""
    return {"keys": [load(pem_of(work)).as_dict(private=False)]}


@lru_cache(maxsize=32)  # a key is checked when it is read, which takes longer than to sign with it
def load(pem: str) -> "RSAKey":
    """The key itself, with what a key set says of it."""
    from joserfc.jwk import RSAKey

    return RSAKey.import_key(pem, {"use": "sig", "alg": "RS256", "kid": ID})
