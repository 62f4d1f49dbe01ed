"""A long past: what years of use leave in the files of a workspace."""

import contextlib
import sqlite3

#: Rows of history, about a gigabyte of them, as an earlier vitty has left them in `local.db`.
VALUES = 12_000_000
#: Changes that the server has, all of the last month, each with what was sent and what came back.
CHANGES = 10_000
#: Forms that were left unfinished.
DRAFTS = 1_000
#: The text of a note, twice in each change: as it was sent and in the answer.
TEXT = "Ships wait, trains wait. " * 80

HISTORY = """
    WITH RECURSIVE number(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM number WHERE n + 1 < ?1)
    INSERT INTO history (account, path, at, value)
    SELECT printf('account/%08x-0000-4000-8000-000000000000', n / 120), 'healthScore',
      ?2 - (120 - n % 120) * 86400000, printf('%d.%d', n % 11, n % 10)
    FROM number
    """
CHANGE = """
    WITH RECURSIVE number(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM number WHERE n + 1 < ?1)
    INSERT INTO change
      (resource, ref, op, fields, base, state, created_at, sent_at, attempts, answer, settled)
    SELECT 'note', 'note/' || n, 'update', json_object('note', ?3), '{}', 'answered',
      ?2 - n * 200000, ?2 - n * 200000, 1, json_object('id', '' || n, 'note', ?3), 1
    FROM number
    """
DRAFT = """
    WITH RECURSIVE number(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM number WHERE n + 1 < ?1)
    INSERT INTO draft (id, ref, texts, base, focus, created_at, updated_at)
    SELECT 'draft-' || n, 'note/draft-' || n, json_object('note', ?3), '{}', 'note',
      ?2 - n * 60000, ?2 - n * 60000
    FROM number
    """


def lengthen(folder, now):
    """Adds a long past to a closed workspace, `now` being the milliseconds since 1970."""
    path = next(folder.rglob("local.db"))
    with contextlib.closing(sqlite3.connect(path)) as database, database:
        database.execute(HISTORY, (VALUES, now))
        database.execute(CHANGE, (CHANGES, now, TEXT))
        database.execute(DRAFT, (DRAFTS, now, TEXT))

