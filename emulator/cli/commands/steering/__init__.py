"""Commands that steer a sandbox: its limits and settings, the sink, and what expires."""
