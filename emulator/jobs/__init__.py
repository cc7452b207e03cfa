"""Jobs: work that a request starts and that ends later, with states, due times, and a worker that moves it on.

A rule calls `start_job` with a `JobKind` of its vendor. `worker.py` finds due jobs by each sandbox's clock and `mover.py` moves them: first
the slow work, then a commit with its effect. Deliveries (postbacks) and forwarded mails are jobs too.
"""
