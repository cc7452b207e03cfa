"""Work that a request starts and that ends later: its states, its due times, and the worker that moves it on.

A rule calls `start_job` with a `JobKind` of its vendor. `worker.py` finds due jobs by each sandbox's clock and `mover.py` moves them: the
slow work first, then a commit with its effect. Deliveries (postbacks) and mails to pass on are jobs, too.
"""
