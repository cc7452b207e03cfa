"""Clients of vendors' APIs, and how to make each call the emulator.

A vendor declares its clients (`Entry.clients`); `lms-emulator env`, `doctor` and the console's first page show them.
"""
