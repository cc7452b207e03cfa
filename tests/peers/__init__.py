"""Several processes of one emulator."""
