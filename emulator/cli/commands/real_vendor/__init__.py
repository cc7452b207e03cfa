"""The commands about a real vendor: `verify` and `diff` run scenarios, `record` is a proxy that keeps the shapes of answers.

They only read options and print reports. The work is in `emulator/verifying/`; what is asked is declared by the vendors
(`Entry.verification`).
"""
