package dev.weir.global.adapter.sqlite;

import dev.weir.global.delta.DeltaJob;
import dev.weir.global.feed.Feeds;
import dev.weir.global.fleet.Device;
import dev.weir.global.fleet.Region;
import dev.weir.global.partition.Residency;
import dev.weir.global.rollout.Rollout;
import dev.weir.global.store.JoinToken;
import dev.weir.global.store.KeptAnswer;
import dev.weir.global.store.Member;
import dev.weir.protocol.api.ReleaseView;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.message.FeedItem;
import dev.weir.protocol.message.Report;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Malformed;
import dev.weir.storage.Row;
import dev.weir.storage.RowCheck;
import dev.weir.trust.signature.Ed25519;

/** Tells the rows that a global controller wrote from damaged ones: bodies name their own keys. */
final class StoredRows implements RowCheck {
  @Override
  public boolean accepts(String table, Row row) throws Malformed {
    return switch (table) {
      case "region" -> decoded(row, Region.CODEC).id().text().equals(row.text("id"));
      case "device" -> decoded(row, Device.CODEC).id().text().equals(row.text("id"));
      case "action_report" -> isReport(row, decoded(row, Report.CODEC));
      case "release" ->
          decoded(row, ReleaseView.CODEC).manifest().release().text().equals(row.text("id"));
      case "release_key" -> Ed25519.isPublicKey(Bytes.wrap(row.blob("body")));
      case "rollout" -> isRollout(row, decoded(row, Rollout.CODEC));
      case "feed" -> isFed(row, decoded(row, SqliteGlobalStore.FEED_ITEM));
      case "counts" -> isCounts(row);
      case "token" -> decoded(row, JoinToken.CODEC).hash().hex().equals(row.text("hash"));
      case "member" -> decoded(row, Member.CODEC).uri().equals(row.text("uri"));
      case "delta_job" -> isJob(row, decoded(row, DeltaJob.CODEC));
      case "kept_answer" -> isAnswer(row, decoded(row, KeptAnswer.CODEC));
      case "change" -> decoded(row, SqliteGlobalStore.CHANGE).number() == row.integer("number");
      case "residency" -> isRules(decoded(row, Residency.CODEC));
      case "counter" -> row.integer("owner_epoch") >= 0 && row.integer("rollout_order") >= 0;
      default -> false;
    };
  }

  private static boolean isReport(Row row, Report report) {
    return report.device().equals(DeviceId.of(row.text("device")))
        && report.counter() == row.integer("counter");
  }

  private static boolean isRollout(Row row, Rollout rollout) {
    return rollout.id().text().equals(row.text("id"))
        && rollout.version() == row.integer("version")
        && rollout.order() == row.integer("started");
  }

  private static boolean isFed(Row row, FeedItem item) {
    RegionId.of(row.text("region"));
    return Feeds.subject(item).equals(row.text("subject"))
        && item.sequence() == row.integer("number");
  }

  private static boolean isCounts(Row row) throws Malformed {
    RegionId.of(row.text("region"));
    decoded(row, SqliteGlobalStore.COUNTS);
    return row.integer("place") >= 0;
  }

  private static boolean isJob(Row row, DeltaJob job) {
    return job.base().hex().equals(row.text("base")) && job.image().hex().equals(row.text("image"));
  }

  private static boolean isAnswer(Row row, KeptAnswer answer) {
    return answer.key().hex().equals(row.text("key"))
        && answer.at().toEpochMilli() == row.integer("at");
  }

  private static boolean isRules(Residency residency) {
    return residency.settled() <= residency.generation()
        && Residency.faults(residency.rules()).isEmpty();
  }

  private static <T> T decoded(Row row, Codec<T> codec) throws Malformed {
    return codec.decode(Bytes.wrap(row.blob("body")));
  }
}
