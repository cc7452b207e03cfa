"""Rows of whole sandboxes, whatever tables they are in: counted for sizes, or added as an older version exported them.

Called by `emulator/worlds/`.
"""
