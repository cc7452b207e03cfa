"""Hooks: seeds and scripts of a folder (the setting `hooks`), for a start that prepares itself.

`running.py` loads the seeds before the port opens, and runs the scripts once it does; `ready` says 503 until they have ended.
"""
