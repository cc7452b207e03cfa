"""Metrics: what is counted while calls are answered, and the text that Prometheus reads."""
