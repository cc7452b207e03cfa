"""The addresses behind a name that the policy allows."""

import asyncio
import socket

from emulator.outgoing.policy import Address, Policy, literal


class NoAddressError(Exception):
    """A name has no address; the words say which."""


async def allowed(policy: Policy, host: str, port: int, *, raw_host: str | None = None) -> list[Address]:
    """The allowed addresses of a host, IPv4 first. `raw_host` is its name in ASCII, if that is another one.

    Raises `RefusedError` if none is allowed, or `NoAddressError`.
    """
    trusted = policy.trusts(host)
    if not trusted and not policy.needs_address():
        raise policy.refusal(host, [])
    found = await _resolved(raw_host or host, port)
    kept = [address for address in found if trusted or policy.allows(address)]
    if not kept:
        raise policy.refusal(host, found)
    return sorted(kept, key=lambda address: address.version)


async def _resolved(host: str, port: int) -> list[Address]:
    address = literal(host)
    if address is not None:
        return [address]
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NoAddressError(f"the name {host} has no address: {getattr(error, 'strerror', None) or error}") from None
    named = (literal(str(entry[4][0])) for entry in found)
    return list(dict.fromkeys(address for address in named if address is not None))
