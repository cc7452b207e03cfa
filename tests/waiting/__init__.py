"""Events of a sandbox as they happen; tests of waits are in tests/control/journal/test_verdicts.py and tests/cli/test_waiting.py."""
