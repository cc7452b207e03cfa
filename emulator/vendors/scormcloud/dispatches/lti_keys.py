"""The public key of the emulator as an LTI 1.3 tool. Its private half was thrown away: nothing is ever signed with it."""

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from joserfc.jwk import RSAKey

_MODULUS = (
    "y7YMZNfcLy42ZpuiU0HGGn_roOpqz4kcfRfiEjTrEua9qD0o7cfxGGtPdzbywx4SqK6L2Yv9C_BnFkbDV3ZHJMjdHIzTV8_eEY_mbLjRAmMToCrQmUxu"
    "Nteq6F88CLQ-TdzFjmEcWKYOWFIyAmloVArB_TjJjVQjP4P3EjZeZU76tRiuQuh4eQ7TMZHgrn3Xr3Ls0KoIZnRr4NfDOgNXF8tFgwu1XYDawpx3AWPx"
    "kVqL4MvIBt3Q0ZLvAgOQaEjFoKLWK_htuhxtIANd_pWU6BGUoz3QVNfGy5REa07zh1dhq-pt1HE6iTs14XaDmJ7VPuYDFn37l0t6JmzbaNMHvw"
)


def public_key() -> str:
    """The key in PEM (inferred: the form is not known)."""
    return _key().as_pem(private=False).decode()


def key_set() -> dict[str, Any]:
    """The key as a JSON Web Key Set."""
    return {"keys": [_key().as_dict(private=False)]}


@cache
def _key() -> "RSAKey":
    from joserfc.jwk import RSAKey  # where a key is asked for: it takes longer to load than the vendor itself

    key: dict[str, str | list[str]] = {
        "kty": "RSA",
        "use": "sig",
        "alg": "RS256",
        "kid": "lms-emulator",
        "n": _MODULUS,
        "e": "AQAB",
    }
    return RSAKey.import_key(key)
