"""What programs that watch the emulator ask: probes and metrics."""
