"""The forms of what a vendor declares for the console: shelves of rows, how a learner tries a course out, and a walk through its API.

A vendor's `shelves.py`, `trial.py` and `newcomers/walk.py` fill them in; only `emulator/console/` reads them.
"""
