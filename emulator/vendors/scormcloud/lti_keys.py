"""The public key of the emulator as an LTI 1.3 tool. Its private half was thrown away: nothing is ever signed with it."""

from base64 import b64encode, urlsafe_b64decode
from typing import Any

_MODULUS = (
    "y7YMZNfcLy42ZpuiU0HGGn_roOpqz4kcfRfiEjTrEua9qD0o7cfxGGtPdzbywx4SqK6L2Yv9C_BnFkbDV3ZHJMjdHIzTV8_eEY_mbLjRAmMToCrQmUxu"
    "Nteq6F88CLQ-TdzFjmEcWKYOWFIyAmloVArB_TjJjVQjP4P3EjZeZU76tRiuQuh4eQ7TMZHgrn3Xr3Ls0KoIZnRr4NfDOgNXF8tFgwu1XYDawpx3AWPx"
    "kVqL4MvIBt3Q0ZLvAgOQaEjFoKLWK_htuhxtIANd_pWU6BGUoz3QVNfGy5REa07zh1dhq-pt1HE6iTs14XaDmJ7VPuYDFn37l0t6JmzbaNMHvw"
)
_BEFORE = bytes.fromhex("30820122300d06092a864886f70d01010105000382010f003082010a0282010100")  # an RSA key of 2048 bits
_EXPONENT = bytes.fromhex("0203010001")


def public_key() -> str:
    """The key in PEM (inferred: the form is not known)."""
    text = b64encode(_BEFORE + urlsafe_b64decode(_MODULUS + "==") + _EXPONENT).decode()
    lines = [text[start : start + 64] for start in range(0, len(text), 64)]
    return "\n".join(["-----BEGIN PUBLIC KEY-----", *lines, "-----END PUBLIC KEY-----", ""])


def key_set() -> dict[str, Any]:
    """The key as a JSON Web Key Set."""
    key = {"kty": "RSA", "use": "sig", "alg": "RS256", "kid": "lms-emulator", "n": _MODULUS, "e": "AQAB"}
    return {"keys": [key]}
