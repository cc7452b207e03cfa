"""Where the files of sandboxes are kept: in a folder on disk, or in a bucket of an object store. Rules work with both.

`upkeep/file_keeping.py` chooses at the start, by the setting `files_url`. `Files` (`store/files.py`) passes calls on to it. In a bucket,
the rows of `kept_file.py` say which object holds which file.
"""
