"""For people who are new to the vendor: known clients, and a walk through its API.

`entry.py` names both. The console's first page shows them, and makes the walk's calls from the browser.
"""
