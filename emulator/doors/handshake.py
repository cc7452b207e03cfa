"""TLS handshakes that fail, in words for the terminal."""

import logging
import ssl

from emulator.sandbox.clock import stopwatch

log = logging.getLogger("lms_emulator.tls")

SECONDS = 10.0
"""How long a handshake may take."""
QUIET_SECONDS = 5.0
"""A client that tries again and again is told of once in so many seconds."""
UNTRUSTED = ("UNKNOWN_CA", "CERTIFICATE_UNKNOWN", "BAD_CERTIFICATE", "UNSUPPORTED_CERTIFICATE", "UNKNOWN_ISSUER")


class Failures:
    """Says of failed handshakes what to do about them. `own` is false for a certificate that the user has brought."""

    def __init__(self, *, own: bool) -> None:
        self._own = own
        self._said = -QUIET_SECONDS

    def tell(self, error: Exception, host: str) -> None:
        """One line for a client that does not trust the certificate; others left without a reason."""
        reason = str(getattr(error, "reason", "") or "")
        if not isinstance(error, ssl.SSLError) or not any(word in reason for word in UNTRUSTED):
            log.debug("a TLS handshake failed: %s", error)
            return
        if stopwatch() - self._said < QUIET_SECONDS:
            return
        self._said = stopwatch()
        what = "this emulator's certificate authority" if self._own else "the certificate of EMULATOR_TLS_CERT"
        mend = "`lms-emulator tls` shows where to trust it" if self._own else "let it trust who issued that"
        log.warning("a client does not trust %s%s, and has left: %s", what, f" ({host})" if host else "", mend)
