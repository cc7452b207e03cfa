"""The sink: what is posted to an address of the emulator's own is kept, and answered by a script.

`control/routes/posts/sink.py` receives at `/_emulator/sink/…`, and shows and scripts it; the rows and the script's next answer are here.
"""
