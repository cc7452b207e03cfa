"""The store on PostgreSQL: imported only where the settings name a database of it.

The same statements run (`dialect.py`), each unit of work in a thread with a connection of its own (`sessions.py`). `peers.py` is how the
processes on one database share work: advisory locks and NOTIFY.
"""
