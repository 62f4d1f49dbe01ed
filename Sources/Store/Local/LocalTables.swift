// The tables of `local.db`, oldest migration first. A released migration is never edited.

import GRDB

enum LocalTables {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("outbox, drafts, waits, places, history") { db in
      try db.execute(sql: outbox)
      try db.execute(sql: drafts)
      try db.execute(sql: places)
      try db.execute(sql: history)
    }
    migrator.registerMigration("one draft a record, settled changes") { db in
      try db.execute(sql: draftsOfRecords)
      try db.execute(sql: settled)
    }
    migrator.registerMigration("names of changes") { db in
      try db.execute(sql: namesOfChanges)
    }
    migrator.registerMigration("a draft for each form") { db in
      try db.execute(sql: draftsOfForms)
    }
    migrator.registerMigration("witnesses") { db in
      try db.execute(sql: witnesses)
    }
    migrator.registerMigration("changes and drafts by what they are looked for") { db in
      try db.execute(sql: lookups)
    }
    migrator.registerMigration("changes by their group") { db in
      try db.execute(sql: groups)
    }
    migrator.registerMigration("changes that are held back") { db in
      try db.execute(sql: holds)
    }
    migrator.registerMigration("waits until a record changes") { db in
      try db.execute(sql: waits)
    }
    migrator.registerMigration("changes that undo others") { db in
      try db.execute(sql: undoing)
    }
    migrator.registerMigration("who the user is") { db in
      try db.execute(sql: "CREATE TABLE me (ref TEXT NOT NULL)")
    }
    migrator.registerMigration("pauses that a later change has ended") { db in
      try db.execute(sql: releases)
    }
    migrator.registerMigration("changes that follow others") { db in
      try db.execute(sql: following)
    }
    return migrator
  }

  /// Times are milliseconds since 1970; records are identified by the text of their ref.
  /// `depends_on` lists the records that have to be created first; `request` is what was last sent.
  private static let outbox = """
    CREATE TABLE change (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      grp TEXT,
      resource TEXT NOT NULL,
      ref TEXT NOT NULL,
      op TEXT NOT NULL,
      fields TEXT NOT NULL,
      base TEXT NOT NULL,
      depends_on TEXT,
      state TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      not_before INTEGER,
      sent_at INTEGER,
      attempts INTEGER NOT NULL DEFAULT 0,
      request TEXT,
      answer TEXT,
      error TEXT
    );
    CREATE INDEX change_state ON change(state, id);
    CREATE INDEX change_ref ON change(ref, id);
    """

  private static let drafts = """
    CREATE TABLE draft (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      resource TEXT NOT NULL,
      ref TEXT NOT NULL,
      change INTEGER,
      texts TEXT NOT NULL,
      base TEXT NOT NULL,
      focus TEXT,
      created_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL
    );
    """

  /// A wait hides a record until a moment; a place is a record that was visited.
  private static let places = """
    CREATE TABLE wait (
      ref TEXT PRIMARY KEY,
      until INTEGER NOT NULL,
      created_at INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE place (ref TEXT PRIMARY KEY, visited_at INTEGER NOT NULL) WITHOUT ROWID;
    CREATE INDEX place_visited ON place(visited_at);
    """

  /// A wait ends at a moment, or when the server's record is newer than another one.
  private static let waits = """
    DROP TABLE wait;
    CREATE TABLE wait (
      ref TEXT PRIMARY KEY,
      until INTEGER,
      changed_after INTEGER,
      created_at INTEGER NOT NULL
    ) WITHOUT ROWID;
    """

  /// One row per change of a watched value of an account, to be moved to `history.db`.
  private static let history = """
    CREATE TABLE history (
      account TEXT NOT NULL,
      path TEXT NOT NULL,
      at INTEGER NOT NULL,
      value TEXT NOT NULL,
      PRIMARY KEY (account, path, at)
    ) WITHOUT ROWID;
    """

  /// A record has at most one unfinished form.
  private static let draftsOfRecords = """
    DROP TABLE draft;
    CREATE TABLE draft (
      ref TEXT PRIMARY KEY,
      parent TEXT,
      replaces INTEGER,
      texts TEXT NOT NULL,
      base TEXT NOT NULL,
      focus TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL
    );
    """

  /// `settled` says that the cache has the answer of a change. Databases without the column mark
  /// that by clearing the request.
  private static let settled = """
    ALTER TABLE change ADD COLUMN settled INTEGER NOT NULL DEFAULT 0;
    UPDATE change SET settled = 1 WHERE state = 'answered' AND request IS NULL;
    """

  /// A draft has the id of the form that writes it. Existing drafts, one per record, get an id.
  private static let draftsOfForms = """
    ALTER TABLE draft RENAME TO former_draft;
    CREATE TABLE draft (
      id TEXT PRIMARY KEY,
      ref TEXT NOT NULL,
      parent TEXT,
      replaces INTEGER,
      texts TEXT NOT NULL,
      base TEXT NOT NULL,
      focus TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL
    );
    INSERT INTO draft
      SELECT lower(hex(randomblob(16))), ref, parent, replaces, texts, base, focus, created_at,
        updated_at
      FROM former_draft;
    DROP TABLE former_draft;
    CREATE INDEX draft_ref ON draft(ref);
    """

  /// Records by which the workspace is recognized.
  private static let witnesses = """
    CREATE TABLE witness (ref TEXT PRIMARY KEY, resource TEXT NOT NULL, seen_at INTEGER NOT NULL);
    """

  /// No question about changes may read all that were answered, and none about drafts all drafts.
  private static let lookups = """
    DROP INDEX change_ref;
    CREATE INDEX change_ref ON change(ref, state, id);
    CREATE INDEX change_sent ON change(state, sent_at);
    CREATE INDEX change_created ON change(state, created_at);
    CREATE INDEX change_unsettled ON change(id) WHERE state = 'answered' AND NOT settled;
    CREATE INDEX draft_parent ON draft(parent) WHERE parent IS NOT NULL;
    """

  /// `grp` is the text of the group that a change belongs to.
  private static let groups = """
    CREATE INDEX change_group ON change(grp, state, id) WHERE grp IS NOT NULL;
    """

  /// `held_until` is set as long as a change is held back before it is sent for the first time.
  private static let holds = """
    ALTER TABLE change ADD COLUMN held_until INTEGER;
    CREATE INDEX change_held ON change(held_until) WHERE held_until IS NOT NULL;
    """

  /// `released_by` is the later change that has ended the pause of one: it is paused again if that is
  /// dropped.
  private static let releases = """
    ALTER TABLE change ADD COLUMN released_by INTEGER;
    CREATE INDEX change_released ON change(released_by) WHERE released_by IS NOT NULL;
    """

  /// `follows` is the change that has to be answered before another one is sent.
  private static let following = """
    ALTER TABLE change ADD COLUMN follows INTEGER;
    CREATE INDEX change_follows ON change(follows) WHERE follows IS NOT NULL;
    """

  /// `undoes` is the change that another one undoes. `dropped_at` says when the user has taken a
  /// change back; what was replaced or made again has none.
  private static let undoing = """
    ALTER TABLE change ADD COLUMN undoes INTEGER;
    ALTER TABLE change ADD COLUMN dropped_at INTEGER;
    CREATE INDEX change_undoes ON change(undoes) WHERE undoes IS NOT NULL;
    CREATE INDEX change_dropped ON change(dropped_at) WHERE dropped_at IS NOT NULL;
    """

  /// `made_id` is the id that the creator of a change gave it; older changes have none.
  private static let namesOfChanges = """
    ALTER TABLE change ADD COLUMN made_id TEXT;
    CREATE UNIQUE INDEX change_made_id ON change(made_id);
    """
}
