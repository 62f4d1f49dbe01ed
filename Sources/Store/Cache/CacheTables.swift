// The tables of `cache.db`, oldest migration first.

import GRDB

enum CacheTables {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("tables") { db in
      try db.execute(sql: records)
      try db.execute(sql: values)
      try db.execute(sql: lists)
      try db.execute(sql: consequences)
    }
    migrator.registerMigration("options of traits, records by how an id begins") { db in
      try db.execute(sql: options)
      try db.execute(sql: beginnings)
    }
    migrator.registerMigration("names folded as they are looked for") { try Refolding.run($0) }
    migrator.registerMigration("titles made of several values") { try Refolding.retitle($0) }
    migrator.registerMigration("what has changed since a version") { try $0.execute(sql: touches) }
    migrator.registerMigration("up to when lists are whole") { try $0.execute(sql: horizons) }
    migrator.registerMigration("texts that the search has not read") {
      try $0.execute(sql: unread)
    }
    migrator.registerMigration("what waits") { try $0.execute(sql: waits) }
    return migrator
  }

  /// Lists filter by `open_until`: the distant future for open records, the completion time for
  /// completed ones, the distant past for hidden ones.
  ///
  /// `body` is the server's; `shown` is the body with the user's pending changes applied.
  /// Everything from `external_id` to `open_until` is derived from `shown ?? body`.
  private static let records = """
    CREATE TABLE record (
      key INTEGER PRIMARY KEY,
      resource TEXT NOT NULL,
      server_id TEXT,
      made_id TEXT,
      external_id TEXT,
      email TEXT,
      is_full INTEGER NOT NULL,
      title TEXT NOT NULL,
      name_folded TEXT NOT NULL,
      hidden INTEGER NOT NULL,
      done_at INTEGER,
      open_until INTEGER NOT NULL,
      pending TEXT,
      created_at INTEGER,
      updated_at INTEGER,
      archived_at INTEGER,
      fetched_at INTEGER,
      sweep INTEGER,
      body TEXT,
      shown TEXT
    );
    CREATE UNIQUE INDEX record_server ON record(server_id, resource) WHERE server_id IS NOT NULL;
    CREATE UNIQUE INDEX record_made ON record(made_id, resource) WHERE made_id IS NOT NULL;
    CREATE INDEX record_external ON record(external_id) WHERE external_id IS NOT NULL;
    CREATE INDEX record_email ON record(email) WHERE email IS NOT NULL;
    CREATE INDEX record_name ON record(resource, name_folded, is_full, hidden);
    CREATE INDEX record_resource ON record(resource, is_full);
    CREATE INDEX record_shown ON record(key) WHERE shown IS NOT NULL OR pending IS NOT NULL;

    -- Which records belong to which. `parent` is a ref as text, as the parent may not be cached
    -- yet. `named` says that the child's body names the parent; `listed` is the last walk of the
    -- parent's list that held the child.
    CREATE TABLE link (
      parent TEXT NOT NULL,
      resource TEXT NOT NULL,
      child INTEGER NOT NULL,
      named INTEGER NOT NULL DEFAULT 0,
      listed INTEGER,
      PRIMARY KEY (parent, resource, child)
    ) WITHOUT ROWID;
    CREATE INDEX link_child ON link(child);

    -- Grows with every write to a resource, so that readers in any process know what is stale.
    CREATE TABLE version (resource TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID;
    """

  /// `value` has a row for each full record and each field that its lists are sorted by. It repeats
  /// what lists filter by, so that one index covers a whole list. There is one index per direction,
  /// since in both directions records without a value (the last `rank`) come last and equal ones
  /// are sorted by name.
  private static let values = """
    CREATE TABLE field (
      no INTEGER PRIMARY KEY,
      resource TEXT NOT NULL,
      path TEXT NOT NULL,
      label TEXT,
      type TEXT,
      is_trait INTEGER NOT NULL DEFAULT 0,
      is_defined INTEGER NOT NULL DEFAULT 0,
      is_sorted INTEGER NOT NULL DEFAULT 0,
      UNIQUE (resource, path)
    );

    CREATE TABLE value (
      field INTEGER NOT NULL,
      record INTEGER NOT NULL,
      rank INTEGER NOT NULL,
      number REAL,
      text TEXT,
      named TEXT,
      name TEXT NOT NULL,
      open_until INTEGER NOT NULL,
      PRIMARY KEY (field, record)
    ) WITHOUT ROWID;
    CREATE INDEX value_up ON value(field, rank, number, text, name, record, open_until);
    CREATE INDEX value_down
      ON value(field, rank, number DESC, text DESC, name, record, open_until);
    CREATE INDEX value_named ON value(named) WHERE named IS NOT NULL;
    """

  /// A list is either the resource's own (`parent` is empty) or that of a parent record.
  private static let lists = """
    CREATE TABLE list (
      resource TEXT NOT NULL,
      parent TEXT NOT NULL,
      completed_at INTEGER,
      refreshed_at INTEGER,
      count INTEGER NOT NULL,
      failure TEXT,
      unreadable INTEGER NOT NULL,
      PRIMARY KEY (parent, resource)
    ) WITHOUT ROWID;

    CREATE TABLE walk (
      resource TEXT NOT NULL,
      parent TEXT NOT NULL,
      variant INTEGER NOT NULL,
      sweep INTEGER NOT NULL,
      cursor TEXT,
      count INTEGER NOT NULL,
      is_done INTEGER NOT NULL,
      PRIMARY KEY (parent, resource, variant)
    ) WITHOUT ROWID;
    """

  /// Keeps other tables in step with `record`. Foreign keys could handle the deletion, but then
  /// every write of a value would look up its record, which would take most of the time.
  private static let consequences = """
    -- The number of full records by `open_until`, so that the length of a list is known without
    -- counting its rows.
    CREATE TABLE tally (
      resource TEXT NOT NULL,
      open_until INTEGER NOT NULL,
      number INTEGER NOT NULL,
      PRIMARY KEY (resource, open_until)
    ) WITHOUT ROWID;

    CREATE TRIGGER record_added AFTER INSERT ON record WHEN new.is_full BEGIN
      INSERT INTO tally VALUES (new.resource, new.open_until, 1)
        ON CONFLICT DO UPDATE SET number = number + 1;
    END;

    CREATE TRIGGER record_changed AFTER UPDATE OF is_full, open_until ON record
      WHEN new.is_full <> old.is_full OR new.open_until <> old.open_until
    BEGIN
      UPDATE tally SET number = number - 1
        WHERE old.is_full AND resource = old.resource AND open_until = old.open_until;
      INSERT INTO tally SELECT new.resource, new.open_until, 1 WHERE new.is_full
        ON CONFLICT DO UPDATE SET number = number + 1;
    END;

    CREATE TRIGGER record_removed AFTER DELETE ON record BEGIN
      UPDATE tally SET number = number - 1
        WHERE old.is_full AND resource = old.resource AND open_until = old.open_until;
      DELETE FROM link WHERE child = old.key;
      DELETE FROM value WHERE record = old.key
        AND field IN (SELECT no FROM field WHERE resource = old.resource AND is_sorted);
    END;
    """

  /// The options of a custom field, from its definition. The migration fills them in, because
  /// definitions that are already cached are not noted again while they stay the same.
  private static let options = """
    ALTER TABLE field ADD COLUMN options TEXT;

    UPDATE field SET options = (
      SELECT body -> '$.options' FROM record
      WHERE record.resource = 'customField' AND 'traits.' || (body ->> '$.path') = field.path
        AND body ->> '$.model'
          = CASE field.resource WHEN 'instance' THEN 'customObjects' ELSE field.resource || 's' END
    ) WHERE is_defined;

    UPDATE field SET options = (
      SELECT definition.value -> '$.options'
      FROM record, json_each(body, '$.customFields') AS definition
      WHERE record.resource = 'customObject'
        AND 'traits.' || (definition.value ->> '$.path') = field.path
    ) WHERE resource = 'instance' AND is_defined AND options IS NULL;
    """

  /// A lookup searches one resource for ids and email addresses that begin with the typed text.
  private static let beginnings = """
    DROP INDEX record_external;
    DROP INDEX record_email;
    CREATE INDEX record_external ON record(resource, external_id COLLATE NOCASE, hidden)
      WHERE external_id IS NOT NULL;
    CREATE INDEX record_email ON record(resource, email, hidden) WHERE email IS NOT NULL;
    """

  /// Which full records each of the latest versions of a resource has touched, so that what is kept
  /// in memory can follow. A transaction raises the version at its end: until then its number is
  /// one more than that of the version.
  private static let touches = """
    CREATE TABLE touched (
      resource TEXT NOT NULL,
      number INTEGER NOT NULL,
      record INTEGER NOT NULL,
      PRIMARY KEY (resource, number, record)
    ) WITHOUT ROWID;

    CREATE TRIGGER touched_added AFTER INSERT ON record WHEN new.is_full BEGIN
      INSERT INTO touched SELECT new.resource, coalesce(max(number), 0) + 1, new.key
        FROM version WHERE resource = new.resource
        ON CONFLICT DO NOTHING;
    END;

    CREATE TRIGGER touched_changed
      AFTER UPDATE OF is_full, name_folded, open_until, body, shown ON record
      WHEN new.is_full OR old.is_full
    BEGIN
      INSERT INTO touched SELECT new.resource, coalesce(max(number), 0) + 1, new.key
        FROM version WHERE resource = new.resource
        ON CONFLICT DO NOTHING;
    END;

    CREATE TRIGGER touched_removed AFTER DELETE ON record WHEN old.is_full BEGIN
      INSERT INTO touched SELECT old.resource, coalesce(max(number), 0) + 1, old.key
        FROM version WHERE resource = old.resource
        ON CONFLICT DO NOTHING;
    END;
    """

  /// Up to when all that has changed in a list is cached, once its sweep has ended.
  private static let horizons = """
    CREATE TABLE horizon (
      resource TEXT NOT NULL,
      parent TEXT NOT NULL,
      moment INTEGER NOT NULL,
      PRIMARY KEY (parent, resource)
    ) WITHOUT ROWID;
    """

  /// What the user has put aside, as in `local.db`: `open_until` of such a record is the distant past.
  private static let waits = """
    CREATE TABLE waiting (ref TEXT PRIMARY KEY, until INTEGER, changed_after INTEGER) WITHOUT ROWID;
    CREATE INDEX waiting_until ON waiting(until) WHERE until IS NOT NULL;
    """

  /// The records that the text search has to read again. It reads an existing cache by itself, in the
  /// order of keys.
  private static let unread = """
    CREATE TABLE unread (record INTEGER PRIMARY KEY, turn INTEGER NOT NULL);

    CREATE TRIGGER unread_added AFTER INSERT ON record WHEN new.is_full BEGIN
      INSERT INTO unread VALUES (new.key, 1) ON CONFLICT DO UPDATE SET turn = turn + 1;
    END;

    CREATE TRIGGER unread_changed AFTER UPDATE OF is_full, title, body, shown ON record
      WHEN new.is_full AND (NOT old.is_full OR new.title IS NOT old.title
        OR coalesce(new.shown, new.body) IS NOT coalesce(old.shown, old.body))
    BEGIN
      INSERT INTO unread VALUES (new.key, 1) ON CONFLICT DO UPDATE SET turn = turn + 1;
    END;

    CREATE TRIGGER unread_removed AFTER DELETE ON record WHEN old.is_full BEGIN
      INSERT INTO unread VALUES (old.key, 1) ON CONFLICT DO UPDATE SET turn = turn + 1;
    END;
    """
}
