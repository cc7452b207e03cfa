"""The console: pages at `/` and below `/_emulator/console` that show what happened and what exists, and have buttons for it.

`app.py` installs the routes together with the control API, at the first call to either. A page reads the sandbox of its path (`frame.py`)
and is a template in `templates/`; its buttons call the control API from the page's script (`static/`). The rows that it shows of a vendor
are declared by the vendor (`shelves.py` in its package).
"""
