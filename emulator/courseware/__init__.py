"""Course packages of any learning standard: read once, the same for every platform."""
