"""TLS: the certificate authority, and https at the emulator's own port; the proxy is in tests/doors."""
