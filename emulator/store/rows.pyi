# Written by scripts/generate: every key that a row can have.
from typing import Any, TypedDict

from emulator.store import statement, tables

MORE_KEYS: tuple[str, ...]

class Row(TypedDict, total=False):
    about: Any
    activity: Any
    actor: Any
    agent: Any
    answer: Any
    answers: Any
    at: Any
    attempt_id: Any
    body: Any
    bundle: Any
    clock_held_at: Any
    clock_offset: Any
    clock_scale: Any
    clock_since: Any
    content: Any
    content_type: Any
    count: Any
    course: Any
    created: Any
    credential: Any
    data: Any
    definition: Any
    delivery: Any
    detail: Any
    document: Any
    due: Any
    error: Any
    exited: Any
    expires: Any
    facts: Any
    faulty: Any
    fetch_key: Any
    fetched: Any
    first_access: Any
    folder: Any
    generation: Any
    happened: Any
    headers: Any
    history: Any
    html: Any
    id: Any
    ids_dealt: Any
    ids_seed: Any
    journal: Any
    key: Any
    kind: Any
    last_access: Any
    learner_id: Any
    learner_name: Any
    lrs: Any
    made: Any
    matched: Any
    method: Any
    milliseconds: Any
    mode: Any
    modified: Any
    name: Any
    number: Any
    of: Any
    oldest: Any
    on_exit: Any
    one: Any
    opened: Any
    options: Any
    package_id: Any
    path: Any
    played_apart: Any
    position: Any
    prepared: Any
    query: Any
    reached: Any
    recipe: Any
    recipient: Any
    registration: Any
    rule: Any
    sandbox: Any
    sco_id: Any
    seconds_tracked: Any
    seen: Any
    sequencing: Any
    session: Any
    session_id: Any
    settings: Any
    sha2: Any
    size: Any
    source: Any
    spent: Any
    standard: Any
    start_sco: Any
    started: Any
    state: Any
    status: Any
    stored: Any
    subject: Any
    taken: Any
    target: Any
    title: Any
    token: Any
    tried: Any
    tries: Any
    updated: Any
    url: Any
    vendor: Any
    voided: Any
    which: Any

Statement = statement.Statement[Row]
Table = tables.Table[Row]
