"""The sink: what is posted to an address of the emulator's own is kept, answered by a script, and looked at by the control API."""
