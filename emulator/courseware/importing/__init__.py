"""From an upload or a URL to a course package in the store: fetch, unpack, read, put in place; all of it or nothing."""
