"""Work started by hand: a job is moved on or failed (`jobs.py`), or a call of the journal is made again (`replays.py`).

Jobs are moved by the worker (`emulator/jobs/worker.py`), calls by `emulator/life/replaying.py`, both as if they had come by themselves.
"""
