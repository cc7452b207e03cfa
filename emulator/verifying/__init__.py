"""How true the emulator is, checked with the user's own account: scenarios run against both sides, a recording proxy, and shapes without
data.

The commands `verify`, `record` and `diff` call it; nothing of it runs in a server but `verified.py`, which shows in the evidence what
such runs have verified.
"""
