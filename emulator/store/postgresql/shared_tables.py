"""Tables for data that processes on one database share. What is written with each call may be lost if the server crashes: these tables are
unlogged, so writing them does not wait for a disk.

Their column `of` names a sandbox. Tables of a sandbox's rows, which resets, copies and exports cover, do not have it.
"""

TABLES = (
    "CREATE UNLOGGED TABLE IF NOT EXISTS journal_head "
    "(of text PRIMARY KEY, last bigint NOT NULL, cleared bigint NOT NULL, at timestamptz NOT NULL, kept boolean NOT NULL)",
    "CREATE UNLOGGED TABLE IF NOT EXISTS journal_entry "
    "(of text, number bigint, size bigint NOT NULL, entry bytea NOT NULL, PRIMARY KEY (of, number))",
    "CREATE TABLE IF NOT EXISTS journal_mark (of text PRIMARY KEY, up_to bigint NOT NULL)",
    "DROP TABLE IF EXISTS rate_use",  # of earlier versions
    "CREATE UNLOGGED TABLE IF NOT EXISTS rate_uses (of text, rate text, key text, times double precision[] NOT NULL, "
    "totals bigint[] NOT NULL, until double precision NOT NULL, PRIMARY KEY (of, rate, key))",
    "ALTER TABLE rate_uses SET (fillfactor = 50, toast_tuple_target = 8160)",
    "ALTER TABLE journal_head SET (fillfactor = 50)",
    "ALTER TABLE journal_entry SET (toast_tuple_target = 8160)",
    "CREATE TABLE IF NOT EXISTS sandbox_use (of text PRIMARY KEY, at timestamptz NOT NULL)",
    "ALTER TABLE sandbox_use SET LOGGED",  # it was not, in earlier versions
    "CREATE UNLOGGED TABLE IF NOT EXISTS console_session (key bytea PRIMARY KEY, used timestamptz NOT NULL)",
    "CREATE TABLE IF NOT EXISTS deleted_sandboxes (one boolean PRIMARY KEY, generation bigint NOT NULL)",
)
"""`journal_head` has the number of a journal's last entry, the number up to which it was cleared, when it was written to, and whether it is
`kept` longest. `journal_mark` has a number that no entry has had: it is logged, so the numbers, and with them the ids of requests, go on
from there after a crash that emptied the journals. `rate_uses` has the times at which a key was used, in order, how many uses there were
up to each, and until when the key is exhausted (an empty key means all): the times within a rate limit's window and the last one before
it, from which uses are counted.
`deleted_sandboxes` has a generation that is higher than those of all deleted sandboxes.
`sandbox_use` has the time at which a sandbox was last used. It is logged: one process would delete what only another one uses, if a crash
of the server emptied the table.

`toast_tuple_target`: rows of a few kilobytes stay in their page. Compressing the times of a key, or moving them to another table, cost ten
times as much as counting a use. `fillfactor`: half of a page is free for the next version of a row, which then needs no entry in the index,
and takes the place of the version before. (These settings take no lock that calls would wait for.)"""
