"""The head of a request to a proxy: where it wants to go, and who asks."""

import binascii
from base64 import b64decode
from urllib.parse import unquote, urlsplit

from emulator.light.records import dataclass

LONGEST = 32 * 1024
END = b"\r\n\r\n"
PORTS = {"http": 80, "https": 443}
OF_PROXY = (b"proxy-", b"connection:", b"keep-alive:")


class BadRequestError(Exception):
    """The received bytes are not a request to a proxy; the words say what they are."""


@dataclass(frozen=True, slots=True)
class ProxyRequest:
    """`is_tunnel` is whether it is CONNECT; else `head` is that of the one request to pass on, as a server wants it.

    `size` is the number of bytes of the head as it came. `user` and `password` are those of the proxy's URL, empty without.
    """

    is_tunnel: bool
    host: str
    port: int
    size: int
    user: str = ""
    password: str = ""
    head: bytes = b""


def has_head(text: bytes) -> bool:
    """True if the head is there."""
    return END in text


def read_request(text: bytes) -> ProxyRequest:
    """The request of a head. Raises `BadRequestError`."""
    head, end, _ = text.partition(END)
    if not end:
        raise BadRequestError(
            "the head of the request is too long" if len(text) >= LONGEST else "the head is not whole"
        )
    line, _, rest = head.partition(b"\r\n")
    words = line.split(b" ")
    if len(words) != 3 or not words[2].startswith(b"HTTP/1."):
        raise BadRequestError("this port is a proxy that speaks HTTP/1.1: set it as http://… in HTTPS_PROXY")
    method, target = words[0], words[1].decode("latin-1")
    fields = [field for field in rest.split(b"\r\n") if field]
    user, password = _login(fields)
    size = len(head) + len(end)
    if method == b"CONNECT":
        host, port = _authority(target, 443)
        return ProxyRequest(True, host, port, size, user, password)
    scheme, _, beyond = target.partition("://")
    if scheme.lower() not in PORTS or not beyond:
        raise BadRequestError(
            "this port is a proxy, and takes CONNECT and whole URLs: set it in HTTPS_PROXY, and call the emulator at its own port"
        )
    host, port = _authority(urlsplit(target).netloc.rpartition("@")[2], PORTS[scheme.lower()])
    path = "/" + beyond.partition("#")[0].partition("/")[2] if "/" in beyond else "/"
    kept = [field for field in fields if not field.lower().startswith(OF_PROXY)]
    first = method + b" " + path.encode("latin-1") + b" HTTP/1.1"
    return ProxyRequest(
        False, host, port, size, user, password, b"\r\n".join([first, *kept, b"Connection: close"]) + END
    )


def _authority(text: str, default: int) -> tuple[str, int]:
    try:
        parts = urlsplit(f"//{text}")
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = None
    if not host or any(sign in text for sign in "/@?#\\ "):
        raise BadRequestError(f"{text[:100]!r} is no host and port")
    return host.rstrip("."), port or default


def _login(fields: list[bytes]) -> tuple[str, str]:
    for field in fields:
        name, _, value = field.partition(b":")
        if name.lower() == b"proxy-authorization":
            scheme, _, text = value.strip().partition(b" ")
            try:
                user, _, password = b64decode(text.strip(), validate=True).decode().partition(":")
            except (binascii.Error, UnicodeDecodeError):
                scheme = b""
            if scheme.lower() != b"basic":
                raise BadRequestError(
                    "Proxy-Authorization has to be Basic: a sandbox's name as user, in the proxy's URL"
                )
            return unquote(user), password
    return "", ""
