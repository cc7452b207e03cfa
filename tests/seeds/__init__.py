"""Tests of emulator/seeds."""
