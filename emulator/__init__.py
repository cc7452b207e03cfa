"""A self-hosted stand-in for the APIs of Litmos, SCORM Cloud and NexPort Campus.

`cli/` starts it: `running.py` makes the app (`app.py`), whose `House` (`house.py`) owns the database, the sandboxes and the worker. Each
request comes to `app.py`, which asks the `gate/` and hands it on: to `life/` for a vendor, the player or its pages, to `control/` and
`console/` for the emulator's own paths. docs/architecture.md draws it.
"""

__version__ = "0.1.0"
