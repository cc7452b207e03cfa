"""What the emulator posts for its vendors, and what is posted to it."""
