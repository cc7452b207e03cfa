"""The console: pages at `/` and below `/_emulator/console` that show what happened, what there is, and let people act on it."""
