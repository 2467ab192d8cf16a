package dev.weir.global.adapter.sqlite;

import java.util.List;

/** Migrations. Never edited, only added to. */
final class Schema {
  private Schema() {}

  static final List<String> MIGRATIONS =
      List.of(
          """
          CREATE TABLE region (id TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID;
          CREATE TABLE device (
            id TEXT PRIMARY KEY, region TEXT NOT NULL, model TEXT NOT NULL, body BLOB NOT NULL
          ) WITHOUT ROWID;
          CREATE INDEX device_by_model ON device (model, id);
          CREATE INDEX device_by_region ON device (region);
          CREATE TABLE action_report (
            device TEXT NOT NULL, counter INTEGER NOT NULL, body BLOB NOT NULL,
            PRIMARY KEY (device, counter)
          ) WITHOUT ROWID;
          CREATE TABLE release (
            number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, body BLOB NOT NULL
          );
          CREATE TABLE release_key (number INTEGER PRIMARY KEY, body BLOB NOT NULL UNIQUE);
          CREATE TABLE rollout (
            id TEXT PRIMARY KEY, version INTEGER NOT NULL, started INTEGER NOT NULL UNIQUE,
            body BLOB NOT NULL
          ) WITHOUT ROWID;
          CREATE TABLE feed (
            region TEXT NOT NULL, subject TEXT NOT NULL, number INTEGER NOT NULL,
            body BLOB NOT NULL, PRIMARY KEY (region, subject)
          ) WITHOUT ROWID;
          CREATE UNIQUE INDEX feed_by_number ON feed (region, number);
          CREATE TABLE counts (
            region TEXT NOT NULL, place INTEGER NOT NULL, body BLOB NOT NULL,
            PRIMARY KEY (region, place)
          ) WITHOUT ROWID;
          CREATE TABLE token (hash TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID;
          CREATE TABLE member (uri TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID;
          CREATE TABLE counter (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            owner_epoch INTEGER NOT NULL, rollout_order INTEGER NOT NULL
          );
          INSERT INTO counter VALUES (1, 0, 0);
          """,
          """
          CREATE TABLE kept_answer (
            key TEXT PRIMARY KEY, at INTEGER NOT NULL, body BLOB NOT NULL
          ) WITHOUT ROWID;
          CREATE INDEX kept_answer_by_age ON kept_answer (at);
          """,
          // Devices are looked for in memory; a row is found by its id alone.
          """
          DROP INDEX device_by_model;
          DROP INDEX device_by_region;
          ALTER TABLE device DROP COLUMN region;
          ALTER TABLE device DROP COLUMN model;
          CREATE TABLE change (number INTEGER PRIMARY KEY, body BLOB NOT NULL);
          """,
          """
          CREATE TABLE residency (one INTEGER PRIMARY KEY CHECK (one = 1), body BLOB NOT NULL);
          """,
          """
          CREATE TABLE delta_job (
            base TEXT NOT NULL, image TEXT NOT NULL, body BLOB NOT NULL, PRIMARY KEY (image, base)
          ) WITHOUT ROWID;
          """);
}
