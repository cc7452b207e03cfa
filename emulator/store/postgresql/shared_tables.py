"""What processes on one database share and no restart of the server has to keep: tables without a log, which cost no wait for a disk.

Their column `of` names a sandbox; no table of a sandbox's rows, which resets, copies and exports walk through, has it.
"""

TABLES = (
    "CREATE UNLOGGED TABLE IF NOT EXISTS journal_head "
    "(of text PRIMARY KEY, last bigint NOT NULL, cleared bigint NOT NULL, at timestamptz NOT NULL, kept boolean NOT NULL)",
    "CREATE UNLOGGED TABLE IF NOT EXISTS journal_entry "
    "(of text, number bigint, size bigint NOT NULL, entry bytea NOT NULL, PRIMARY KEY (of, number))",
    "CREATE UNLOGGED TABLE IF NOT EXISTS rate_use "
    "(of text, rate text, key text, uses double precision[] NOT NULL, until double precision NOT NULL, "
    "PRIMARY KEY (of, rate, key))",
    "CREATE UNLOGGED TABLE IF NOT EXISTS sandbox_use (of text PRIMARY KEY, at timestamptz NOT NULL)",
    "CREATE UNLOGGED TABLE IF NOT EXISTS console_session (key bytea PRIMARY KEY, used timestamptz NOT NULL)",
    "CREATE TABLE IF NOT EXISTS deleted_sandboxes (one boolean PRIMARY KEY, generation bigint NOT NULL)",
)
"""`journal_head` counts the entries of a journal and says which were cleared, when it was written to, and whether it is `kept` longest;
`rate_use` has the uses of a key within a rate limit's window, and until when it is exhausted (all keys, where the key is empty);
`deleted_sandboxes` has the generation above all that were deleted."""
