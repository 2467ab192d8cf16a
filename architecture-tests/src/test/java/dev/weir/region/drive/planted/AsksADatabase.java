package dev.weir.region.drive.planted;

import dev.weir.storage.Sqlite;

/** A driver knows a database: planted for {@code PlantedTest}. */
public final class AsksADatabase {
  Sqlite database = null;
}
