"""The commands, each in a module of its name; `program.py` lists them and imports the one that was asked for.

A command that asks a running emulator is a function under `asks` (`cli/asking.py`), which finds the emulator, and prints its answer or
refusal. No module here imports what only a server, or only a client, needs before it runs.
"""
