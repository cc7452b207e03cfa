"""Scenarios that a vendor declares for `lms-emulator verify`: what is asked of the real vendor and of the emulator alike."""
