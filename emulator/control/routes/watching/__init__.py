"""Routes that programs call to watch the emulator: probes and metrics.

Probes are normally answered before the control API is imported (`emulator/health.py`); metrics are counted by `emulator/metrics/`.
"""
