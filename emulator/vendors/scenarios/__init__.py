"""Types for the scenarios by which a vendor is verified: the steps that `lms-emulator verify` runs against the real vendor and the
emulator.

A vendor's `verification.py` declares them (`Entry.verification`); `emulator/verifying/` runs them.
"""
