"""How true the emulator is, by the user's own account: scenarios against both, a recording proxy, and shapes without data."""
