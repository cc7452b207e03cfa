"""Seed documents before any vendor reads them: from text to plain values, with everything repeated that stands there once for many.

`emulator/seeding.py` reads a document (`reading.py`), writes it out (`expanding.py`), sets ids, settings and clock (`preparing.py`), and
gives each vendor its section. Wrong documents are a `SeedError` with line or path.
"""
