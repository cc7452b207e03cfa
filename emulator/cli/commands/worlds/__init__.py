"""Commands for whole sandboxes: make, fork, export, import, snapshots, and the credentials that they own.

Each sends one call to the control API (`emulator/control/routes/worlds/`); only packing and unpacking of exported folders is done here.
"""
