"""Faults on request: rules that say which calls, jobs and deliveries go wrong, when, and how. No vendor is known here by name."""
