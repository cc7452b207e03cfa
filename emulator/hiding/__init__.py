"""Leaving secrets out of what is shown of a request, wherever they stand."""
