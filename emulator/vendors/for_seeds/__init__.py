"""Types that vendors share for their sections of seed documents: JSON Schemas, people, and entries made from calls.

A vendor's `seed/` uses them. `emulator/seeds/` reads the people of a document, and makes the entries from calls.
"""
