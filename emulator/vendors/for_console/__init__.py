"""Types for what a vendor declares for the console: shelves of rows, how a learner tries a course out, and a walk through its API.

A vendor's `shelves.py`, `trial.py` and `newcomers/walk.py` use them; only `emulator/console/` reads them.
"""
