"""What keeps a running emulator well: sweeping at the start, housekeeping beside the requests, and a watchdog over the event loop."""
