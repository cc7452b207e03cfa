"""From an upload or a URL to a course package in the store: fetch, unpack, read, put in place; all of it or nothing.

Called by the import jobs of the vendors (`packages.py`) and by seeds (`importing.py`). It runs in a thread and touches no rows until the
job's move commits.
"""
