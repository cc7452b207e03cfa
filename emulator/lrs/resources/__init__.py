"""The LRS over HTTP: `serving.py` finds the resource, the two others serve it."""
