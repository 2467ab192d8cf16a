package dev.weir.global.adapter.sqlite;

import dev.weir.global.catalog.Release;
import dev.weir.global.delta.DeltaJob;
import dev.weir.global.fleet.Device;
import dev.weir.global.fleet.Region;
import dev.weir.global.partition.Residency;
import dev.weir.global.rollout.Rollout;
import dev.weir.global.store.Commit;
import dev.weir.global.store.Counters;
import dev.weir.global.store.GlobalStore;
import dev.weir.global.store.JoinToken;
import dev.weir.global.store.KeptAnswer;
import dev.weir.global.store.Member;
import dev.weir.global.store.Salvaged;
import dev.weir.global.store.StoreFull;
import dev.weir.global.store.Survey;
import dev.weir.protocol.api.Change;
import dev.weir.protocol.api.ReleaseView;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.message.FeedItem;
import dev.weir.protocol.message.Report;
import dev.weir.protocol.message.RolloutCounts;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Limits;
import dev.weir.storage.SalvageReport;
import dev.weir.storage.Sqlite;
import dev.weir.storage.StorageException;
import dev.weir.storage.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The store in one SQLite file: keys as columns, the rest of a row as an encoded body. */
public final class SqliteGlobalStore implements GlobalStore {
  static final Codec<FeedItem> FEED_ITEM = Codec.of(FeedItem.TABLE, Limits.DEVICE_MESSAGE);
  static final Codec<RolloutCounts> COUNTS = Codec.of(RolloutCounts.TABLE, Limits.DEVICE_MESSAGE);
  static final Codec<Change> CHANGE = Codec.of(Change.TABLE, Limits.DEVICE_MESSAGE);

  private final Sqlite database;
  private Optional<Salvaged> salvaged;

  private SqliteGlobalStore(Sqlite database, Optional<Salvaged> gone) {
    this.database = database;
    this.salvaged = gone.or(() -> database.salvage().map(SqliteGlobalStore::told));
  }

  SqliteGlobalStore(Sqlite database) {
    this(database, Optional.empty());
  }

  /**
   * Opens the file, and makes it where it is missing; one that is corrupt is kept aside, and what
   * can be read of it is taken over.
   *
   * @param wasUsed whether there must be one
   * @param now names the file that is kept
   */
  public static SqliteGlobalStore open(Path file, boolean wasUsed, Instant now) {
    boolean isGone = wasUsed && isEmpty(file);
    Sqlite database = Sqlite.openOrSalvage(file, Schema.MIGRATIONS, new StoredRows(), now);
    boolean isTold = database.salvage().isPresent();
    return new SqliteGlobalStore(
        database, isGone && !isTold ? Optional.of(Salvaged.gone()) : Optional.empty());
  }

  private static boolean isEmpty(Path file) {
    try {
      return !Files.exists(file) || Files.size(file) == 0;
    } catch (IOException e) {
      throw new StorageException(file, e);
    }
  }

  @Override
  public List<Region> regions() {
    return bodies(Region.CODEC, "SELECT body FROM region ORDER BY id").stream()
        .sorted((a, b) -> a.id().compareTo(b.id()))
        .toList();
  }

  @Override
  public List<Release> releases() {
    return bodies(ReleaseView.CODEC, "SELECT body FROM release ORDER BY number").stream()
        .map(Release::of)
        .toList();
  }

  @Override
  public List<Bytes> releaseKeys() {
    return database.read(
        connection -> {
          List<Bytes> keys = new ArrayList<>();
          Rows.each(
              connection,
              row -> keys.add(Bytes.wrap(row.getBytes(1))),
              "SELECT body FROM release_key ORDER BY number");
          return List.copyOf(keys);
        });
  }

  @Override
  public List<Rollout> rollouts() {
    return bodies(Rollout.CODEC, "SELECT body FROM rollout ORDER BY started");
  }

  @Override
  public SortedMap<RegionId, List<RolloutCounts>> counts() {
    return database.read(
        connection -> {
          SortedMap<RegionId, List<RolloutCounts>> counts = new TreeMap<>();
          Rows.each(
              connection,
              row ->
                  counts
                      .computeIfAbsent(RegionId.of(row.getString(2)), id -> new ArrayList<>())
                      .add(Rows.decoded(COUNTS, row.getBytes(1))),
              "SELECT body, region FROM counts ORDER BY region, place");
          counts.replaceAll((region, vector) -> List.copyOf(vector));
          return counts;
        });
  }

  @Override
  public List<DeltaJob> deltaJobs() {
    return bodies(DeltaJob.CODEC, "SELECT body FROM delta_job ORDER BY image, base");
  }

  @Override
  public Residency residency() {
    return one(Residency.CODEC, "SELECT body FROM residency").orElse(Residency.NONE);
  }

  @Override
  public Counters counters() {
    return database.read(
        connection ->
            new Counters(
                Rows.number(connection, 0, "SELECT owner_epoch FROM counter"),
                Rows.number(connection, 0, "SELECT rollout_order FROM counter")));
  }

  @Override
  public Optional<Device> device(DeviceId id) {
    return one(Device.CODEC, "SELECT body FROM device WHERE id = ?", id.text());
  }

  @Override
  public List<Device> devices(List<DeviceId> ids) {
    return database.read(
        connection ->
            Rows.bodiesOf(
                connection,
                Device.CODEC,
                "SELECT body FROM device WHERE id = ?",
                ids.stream().map(DeviceId::text).toList()));
  }

  @Override
  public void eachDevice(Consumer<Device> taker) {
    database.read(
        connection -> {
          Rows.eachBody(connection, Device.CODEC, taker, "SELECT body FROM device ORDER BY id");
          return true;
        });
  }

  @Override
  public List<Change> changes() {
    return bodies(CHANGE, "SELECT body FROM change ORDER BY number");
  }

  @Override
  public List<Report> reportsOf(DeviceId device) {
    return bodies(
        Report.CODEC,
        "SELECT body FROM action_report WHERE device = ? ORDER BY counter",
        device.text());
  }

  @Override
  public List<FeedItem> feed(RegionId region, long above, int limit) {
    return bodies(
        FEED_ITEM,
        "SELECT body FROM feed WHERE region = ? AND number > ? ORDER BY number LIMIT ?",
        region.text(),
        above,
        limit);
  }

  @Override
  public long feedNumber(RegionId region, String subject) {
    return database.read(
        connection ->
            Rows.number(
                connection,
                0,
                "SELECT number FROM feed WHERE region = ? AND subject = ?",
                region.text(),
                subject));
  }

  @Override
  public Optional<JoinToken> token(Digest hash) {
    return one(JoinToken.CODEC, "SELECT body FROM token WHERE hash = ?", hash.hex());
  }

  @Override
  public Optional<Member> member(String uri) {
    return one(Member.CODEC, "SELECT body FROM member WHERE uri = ?", uri);
  }

  @Override
  public Optional<KeptAnswer> answer(Digest key) {
    return one(KeptAnswer.CODEC, "SELECT body FROM kept_answer WHERE key = ?", key.hex());
  }

  @Override
  public void survey(Survey taker) {
    database.read(
        connection -> {
          Rows.each(connection, row -> taker.member(row.getString(1)), "SELECT uri FROM member");
          Rows.eachBody(connection, Device.CODEC, taker::device, "SELECT body FROM device");
          Rows.each(
              connection,
              row ->
                  taker.fed(
                      RegionId.of(row.getString(2)), Rows.decoded(FEED_ITEM, row.getBytes(1))),
              "SELECT body, region FROM feed");
          Rows.eachBody(connection, JoinToken.CODEC, taker::token, "SELECT body FROM token");
          return true;
        });
  }

  @Override
  public Optional<Salvaged> salvaged() {
    return salvaged;
  }

  private static Salvaged told(SalvageReport report) {
    SortedMap<String, String> lost = new TreeMap<>();
    for (SalvageReport.SavedTable table : report.tables()) {
      if (table.lostRows() > 0 || table.lostPages() > 0) {
        lost.put(table.name(), table.lostRows() + " rows and " + table.lostPages() + " pages");
      }
    }
    return new Salvaged(String.valueOf(report.kept().getFileName()), report.logDamaged(), lost);
  }

  @Override
  public void settleSalvage() {
    database.settleSalvage();
    salvaged = Optional.empty();
  }

  @Override
  public void commit(Commit commit) {
    try {
      database.transaction(
          connection -> {
            new Writes(connection).all(commit);
            return true;
          });
    } catch (StorageException e) {
      if (e.trouble() == Trouble.FULL) {
        throw new StoreFull(String.valueOf(e.getMessage()), e);
      }
      throw e;
    }
  }

  private <T> List<T> bodies(Codec<T> codec, String sql, Object... values) {
    return database.read(connection -> Rows.bodies(connection, codec, sql, values));
  }

  private <T> Optional<T> one(Codec<T> codec, String sql, Object... values) {
    return bodies(codec, sql, values).stream().findFirst();
  }

  @Override
  public void close() {
    database.close();
  }
}
