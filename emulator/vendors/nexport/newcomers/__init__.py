"""For people who are new to the vendor: a walk through its API.

`entry.py` names it. The console's first page shows it and makes its calls from the browser.
"""
