"""Following a sandbox: events as they happen, and waiting until something is so."""
