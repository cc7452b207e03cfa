"""Comparing answers: the vendor's with the emulator's, and with the contract.

`running.py` and `file_diff.py` hand over two answers or shapes; a `Report` lists the differences.
"""
