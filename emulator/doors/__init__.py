"""Doors: ports at which a connection is looked at before the server has it, for TLS and for a proxy."""
