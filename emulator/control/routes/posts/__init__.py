"""What the emulator sends for its vendors (`outbox.py`: e-mails), and what is posted to it (`sink.py`).

Messages get into the outbox by a vendor's rules (`emulator/mails/posting.py`), requests into the sink by any call to `/_emulator/sink/…`.
"""
