"""The transaction that units of work share, and what is to be done after it.

`emulator/store/database.py` and the units of work use it; it uses nothing of the emulator.
"""
