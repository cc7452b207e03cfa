"""TLS: the emulator's own certificate authority, certificates by host name, and how programs are told to trust them.

`doors/` ask `contexts.py` for the certificate of the host name that a client names; `lms-emulator tls`, `env` and `doctor` show how to
trust the authority (`trust.py`).
"""
