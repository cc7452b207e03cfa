"""Where the files of sandboxes are kept: a folder on disk, or a bucket of an object store; which of them, rules need not know."""
