"""`scripts/soak`: many callers, kills, a full disk and stops, and whether everything that was acknowledged is there afterwards."""
