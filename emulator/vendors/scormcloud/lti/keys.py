"""The key of a sandbox's tools. The private key signs messages to platforms, the public key is published."""

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
LIBRARIES = ("joserfc.errors", "joserfc.jwk", "joserfc.jwt")  # slow to load


async def ensure(sandbox: Sandbox) -> None:
    """Create the key if there is none. It takes a tenth of a second, so it is done in a thread."""
    await bring(*LIBRARIES)
    with sandbox.reading() as work:
        if work.get(ScormCloudToolKey, id=ID) is not None:
            return
    from joserfc.jwk import RSAKey

    pem = await asyncio.to_thread(lambda: RSAKey.generate_key(BITS).as_pem(private=True).decode())
    await sandbox.work().database.run(sandbox.name, lambda: _add(sandbox, pem))


def _add(sandbox: Sandbox, pem: str) -> None:
    with sandbox.work() as work:
        if work.get(ScormCloudToolKey, id=ID) is None:  # another call may have created it meanwhile
            work.insert(ScormCloudToolKey, {"id": ID, "pem": pem})


def pem_of(work: UnitOfWork) -> str:
    """The private key in PEM; `ensure` must have created it."""
    row = work.get(ScormCloudToolKey, id=ID)
    assert row is not None
    pem: str = row["pem"]
    return pem


def public_key(work: UnitOfWork) -> str:
    """The public key in PEM (inferred: the form is not known)."""
    return load(pem_of(work)).as_pem(private=False).decode()


def key_set(work: UnitOfWork) -> JsonObject:
    """The public key as a JSON Web Key Set."""
    return {"keys": [load(pem_of(work)).as_dict(private=False)]}


@lru_cache(maxsize=32)  # checking a key when it is read takes longer than signing with it
def load(pem: str) -> "RSAKey":
    """The key as an object, with its members of a key set."""
    from joserfc.jwk import RSAKey

    return RSAKey.import_key(pem, {"use": "sig", "alg": "RS256", "kid": ID})
