"""Doors: ports at which a connection is looked at before the server has it, for TLS and for the proxy.

`running.py` makes an `Opening` if the settings ask for one. A door accepts a connection, does what has to come before HTTP (a handshake,
a CONNECT), and gives it to the server (`Server.take`) with its `Arrival`.
"""
