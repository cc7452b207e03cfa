"""The forms of the scenarios that a vendor declares for `lms-emulator verify`: steps that are asked of the real vendor and of the emulator
alike.

A vendor's `verification.py` fills them in (`Entry.verification`); `emulator/verifying/` runs them.
"""
