"""What the vendors share for their sections of seed documents: JSON Schemas, people, and entries made from calls.

A vendor's `seed/` uses them; `emulator/seeding.py` asks each vendor for its users of the document's people, and the journal for a call as
a seed entry.
"""
