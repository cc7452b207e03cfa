"""The gate: which hosts are ours, which pages may call what, and where the pages of a course are. Nothing else looks at these headers."""
