"""Rows of whole sandboxes in all tables: counting them, and importing those that an older version exported.

`emulator/worlds/` calls it.
"""
