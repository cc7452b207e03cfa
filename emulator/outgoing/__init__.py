"""Calls to other servers: fetches, postbacks and statement pipes share one client, one policy and one transport.

Jobs and rules call `Outgoing.call`. The policy says which hosts may be called; a call to the emulator itself goes to its own socket, and
carries how long the chain of such calls is (`chain.py`).
"""
