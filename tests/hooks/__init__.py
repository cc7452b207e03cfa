"""The hooks of a folder: seeds and scripts that prepare a start."""
