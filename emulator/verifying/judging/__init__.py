"""Who is right: the vendor, the emulator, the contract."""
