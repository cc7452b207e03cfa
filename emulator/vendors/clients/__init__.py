"""Clients of vendors' APIs, for `lms-emulator env`."""
