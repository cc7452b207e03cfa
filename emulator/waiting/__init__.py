"""Following a sandbox: events as they happen (`events.py`), and waiting until something is so (`until.py`, `kept.py`).

Called by the control API's routes `events`, `…/wait` and their clients. `Happenings` of the sandbox wakes them, on other processes too.
"""
