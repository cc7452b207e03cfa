"""The store on PostgreSQL, imported only if the settings name such a database.

The same statements run (`dialect.py`), each unit of work in a thread with a connection of its own (`sessions.py`). `peers.py` lets several
processes share one database, with advisory locks and NOTIFY.
"""
