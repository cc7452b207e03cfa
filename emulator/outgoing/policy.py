"""Which hosts the emulator may call: the settings `outgoing` and `outgoing_hosts`."""

from fnmatch import fnmatchcase
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Literal

from emulator.light.records import dataclass

Mode = Literal["any", "public", "none"]
Address = IPv4Address | IPv6Address

NAT64 = ip_network("64:ff9b::/96")
UNICAST = ip_network(
    "2000::/3"
)  # all of IPv6 that anybody has been given; elsewhere are forms that lead into a network of one's own
WHY = {"public": "only public addresses are called", "none": "nothing is called"}


class OutgoingRefusedError(Exception):
    """The policy does not allow a call; `reason` says what to change."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Policy:
    """`mode` is the general rule; `hosts` are names (with `*`), addresses and networks that may be called as well."""

    mode: Mode = "any"
    hosts: tuple[str, ...] = ()

    def trusts(self, host: str) -> bool:
        """True if a host may be called whatever its name resolves to."""
        return self.mode == "any" or any(fnmatchcase(host.lower(), pattern.lower()) for pattern in self.hosts)

    def needs_address(self) -> bool:
        """True if the decision depends on the address; otherwise the name need not be resolved."""
        return self.mode == "public" or any(_is_network(pattern) for pattern in self.hosts)

    def allows(self, address: Address) -> bool:
        """True if an address may be called."""
        reached = _reached_by(address)
        if self.mode == "any" or (self.mode == "public" and _is_public(reached)):
            return True
        return any(_is_network(pattern) and reached in ip_network(pattern, strict=False) for pattern in self.hosts)

    def refusal(self, host: str, addresses: list[Address]) -> OutgoingRefusedError:
        """The error for a host that may not be called."""
        shown = ", ".join(map(str, addresses))
        called = host if not shown or shown == host else f"{host} ({shown})"
        return OutgoingRefusedError(
            f"{called} may not be called: {WHY[self.mode]} by the setting outgoing={self.mode}; outgoing_hosts can name more"
        )


def is_host_pattern(text: str) -> bool:
    """True if a text is valid in `outgoing_hosts`: no scheme, port or path."""
    return bool(text) and (_is_network(text) or not any(sign in text for sign in "/:@ "))


def literal(host: str) -> Address | None:
    """The address of a host that is not a name, otherwise None."""
    try:
        return ip_address(host)
    except ValueError:
        return None


def _is_network(pattern: str) -> bool:
    try:
        ip_network(pattern, strict=False)
    except ValueError:
        return False
    return True


def _is_public(address: Address) -> bool:
    return address.is_global and not address.is_multicast and (address.version == 4 or address in UNICAST)


def _reached_by(address: Address) -> Address:
    """The address that is really called: an IPv6 address may stand for an IPv4 one."""
    if isinstance(address, IPv4Address):
        return address
    if address in NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or address
