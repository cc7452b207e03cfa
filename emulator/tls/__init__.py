"""TLS: the emulator's own certificate authority, certificates by host name, and how programs are told to trust them."""
