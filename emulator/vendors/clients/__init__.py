"""Clients of vendors' APIs: how each is pointed at the emulator.

A vendor declares its clients (`Entry.clients`); `lms-emulator env`, `doctor` and the console's first page show them.
"""
