"""The life of a request, the same for every service: a vendor's API, a vendor's page, the player.

`answering.py` is the whole of it on one screen; `vendor_services.py` and the player (`emulator/player/app.py`) serve it; `trouble.py`
is the one list of what can go wrong for a reason that is not the vendor's.
"""
