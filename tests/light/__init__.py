"""What keeps the start light."""
