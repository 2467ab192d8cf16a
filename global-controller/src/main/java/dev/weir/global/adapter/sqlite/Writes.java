package dev.weir.global.adapter.sqlite;

import dev.weir.global.catalog.Release;
import dev.weir.global.delta.DeltaJob;
import dev.weir.global.feed.Feeds;
import dev.weir.global.fleet.Device;
import dev.weir.global.fleet.Region;
import dev.weir.global.partition.Residency;
import dev.weir.global.rollout.Rollout;
import dev.weir.global.store.Commit;
import dev.weir.global.store.Counters;
import dev.weir.global.store.JoinToken;
import dev.weir.global.store.KeptAnswer;
import dev.weir.global.store.Member;
import dev.weir.global.store.StaleRollout;
import dev.weir.protocol.api.Change;
import dev.weir.protocol.api.ReleaseView;
import dev.weir.protocol.message.Report;
import dev.weir.protocol.wire.Bytes;
import java.sql.Connection;
import java.sql.SQLException;

/** One commit, row by row, inside a transaction. */
final class Writes {
  private final Connection connection;

  Writes(Connection connection) {
    this.connection = connection;
  }

  void all(Commit commit) throws SQLException {
    for (Rollout rollout : commit.rollouts()) {
      put(rollout);
    }
    for (Region region : commit.regions()) {
      run(
          "INSERT OR REPLACE INTO region VALUES (?, ?)",
          region.id().text(),
          Region.CODEC.encode(region));
    }
    for (Device device : commit.devices()) {
      put(device);
    }
    for (Commit.Filed filed : commit.filed()) {
      add(filed);
    }
    for (Release release : commit.releases()) {
      run(
          "INSERT INTO release (id, body) VALUES (?, ?)",
          release.id().text(),
          ReleaseView.CODEC.encode(release.view()));
    }
    for (Bytes key : commit.keys()) {
      run("INSERT INTO release_key (body) VALUES (?)", key);
    }
    for (Commit.Fed fed : commit.feed()) {
      run(
          "INSERT OR REPLACE INTO feed VALUES (?, ?, ?, ?)",
          fed.region().text(),
          Feeds.subject(fed.item()),
          fed.item().sequence(),
          SqliteGlobalStore.FEED_ITEM.encode(fed.item()));
    }
    for (Commit.Vector vector : commit.counts()) {
      put(vector);
    }
    for (JoinToken token : commit.tokens()) {
      run(
          "INSERT OR REPLACE INTO token VALUES (?, ?)",
          token.hash().hex(),
          JoinToken.CODEC.encode(token));
    }
    for (Member member : commit.members()) {
      run("INSERT OR REPLACE INTO member VALUES (?, ?)", member.uri(), Member.CODEC.encode(member));
    }
    for (DeltaJob job : commit.jobs()) {
      run(
          "INSERT OR REPLACE INTO delta_job VALUES (?, ?, ?)",
          job.base().hex(),
          job.image().hex(),
          DeltaJob.CODEC.encode(job));
    }
    for (KeptAnswer answer : commit.answers()) {
      put(answer);
    }
    for (Change change : commit.changes()) {
      run(
          "INSERT INTO change VALUES (?, ?)",
          change.number(),
          SqliteGlobalStore.CHANGE.encode(change));
      run(
          "DELETE FROM change WHERE number <="
              + " (SELECT number FROM change ORDER BY number DESC LIMIT 1 OFFSET ?)",
          Commit.CHANGES);
    }
    if (commit.residency().isPresent()) {
      run(
          "INSERT OR REPLACE INTO residency VALUES (1, ?)",
          Residency.CODEC.encode(commit.residency().get()));
    }
    if (commit.counters().isPresent()) {
      Counters counters = commit.counters().get();
      run(
          "INSERT OR REPLACE INTO counter VALUES (1, ?, ?)",
          counters.ownerEpoch(),
          counters.rolloutOrder());
    }
  }

  private void put(Rollout rollout) throws SQLException {
    String id = rollout.id().text();
    long found = Rows.number(connection, 0, "SELECT version FROM rollout WHERE id = ?", id);
    if (rollout.version() != found + 1) {
      throw new StaleRollout(rollout.id(), rollout.version(), found);
    }
    run(
        "INSERT OR REPLACE INTO rollout VALUES (?, ?, ?, ?)",
        id,
        rollout.version(),
        rollout.order(),
        Rollout.CODEC.encode(rollout));
  }

  private void put(KeptAnswer answer) throws SQLException {
    run(
        "INSERT OR REPLACE INTO kept_answer VALUES (?, ?, ?)",
        answer.key().hex(),
        answer.at().toEpochMilli(),
        KeptAnswer.CODEC.encode(answer));
    run("DELETE FROM kept_answer WHERE at <= ?", answer.at().minus(KeptAnswer.KEPT).toEpochMilli());
    run(
        "DELETE FROM kept_answer WHERE key IN (SELECT key FROM kept_answer ORDER BY at DESC LIMIT -1"
            + " OFFSET ?)",
        KeptAnswer.MOST);
  }

  private void put(Device device) throws SQLException {
    run(
        "INSERT OR REPLACE INTO device VALUES (?, ?)",
        device.id().text(),
        Device.CODEC.encode(device));
  }

  private void add(Commit.Filed filed) throws SQLException {
    String device = filed.device().text();
    run(
        "INSERT OR REPLACE INTO action_report VALUES (?, ?, ?)",
        device,
        filed.report().counter(),
        Report.CODEC.encode(filed.report()));
    run(
        "DELETE FROM action_report WHERE device = ?1 AND counter NOT IN (SELECT counter FROM"
            + " action_report WHERE device = ?1 ORDER BY counter DESC LIMIT ?2)",
        device,
        Commit.DEVICE_REPORTS);
  }

  private void put(Commit.Vector vector) throws SQLException {
    String region = vector.region().text();
    run("DELETE FROM counts WHERE region = ?", region);
    for (int place = 0; place < vector.counts().size(); place++) {
      run(
          "INSERT INTO counts VALUES (?, ?, ?)",
          region,
          place,
          SqliteGlobalStore.COUNTS.encode(vector.counts().get(place)));
    }
  }

  private void run(String sql, Object... values) throws SQLException {
    Rows.run(connection, sql, values);
  }
}
