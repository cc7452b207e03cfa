"""The life of a request, the same for every service: a vendor's API, a vendor's pages and the player.

`answering.py` shows all of it on one screen. `vendor_services.py` and the player (`emulator/player/app.py`) implement the services.
`trouble.py` lists the errors that can happen in any call and are not a vendor's.
"""
