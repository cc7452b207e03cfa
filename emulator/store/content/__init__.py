"""Where the files of sandboxes are kept: a folder on disk, or a bucket of an object store; rules need not know which.

`upkeep/file_keeping.py` chooses at the start, by the setting `files_url`. `Files` (`store/files.py`) passes on to it; in a bucket the
rows of `kept_file.py` say which object is which file.
"""
