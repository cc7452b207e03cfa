"""The LRS over HTTP: `serving.py` finds the resource and checks method, version and parameters; the two others serve it.

Called by a vendor that has an LRS, and by the player for courses whose vendor has none.
"""
