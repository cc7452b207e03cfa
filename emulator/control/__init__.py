"""The control API, `/_emulator/…`: how a test or a developer steers a sandbox. It is the emulator's own, no vendor has it."""
