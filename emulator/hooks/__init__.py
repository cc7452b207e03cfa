"""Hooks: seeds and scripts of a folder, for a start that prepares itself."""
