package dev.weir.agent.drive;

import dev.weir.agent.download.Chunks;
import dev.weir.agent.journal.Progress;
import dev.weir.agent.slot.DownloadArea;
import dev.weir.agent.slot.NoRoom;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.manifest.Payload;
import dev.weir.protocol.message.FailureClass;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;

/**
 * Downloads a payload chunk by chunk. What an earlier attempt left is verified first, so nothing on
 * disk has to be believed and no chunk has to be synced on its own. Source: docs/protocol.md, 5.3.
 */
final class PayloadDownload implements RangeFetch.Heard {
  /** Who hears of it. */
  interface Heard extends WorkHeard {
    /** Goes on with what an earlier attempt left. */
    void resumed();

    /** Waits for room on the disk, or no more. */
    void waits(Optional<String> why);

    /** All of it is on disk, synced and verified. */
    void complete();
  }

  private static final Duration ROOM_PAUSE = Duration.ofSeconds(10);

  private final RangeFetch.Means means;
  private final Turn turn;
  private final Slices slices;
  private final DownloadArea area;
  private final Ledger ledger;
  private final int attempts;
  private final Heard heard;
  private final Payload payload;
  private final MessageDigest whole = Digest.sha256();
  private Chunks chunks;
  private int wrong;

  PayloadDownload(
      RangeFetch.Means means,
      Turn turn,
      DownloadArea area,
      Ledger ledger,
      Payload payload,
      int attempts,
      Heard heard) {
    this.means = means;
    this.turn = turn;
    this.slices = new Slices(means.loop(), turn, e -> faulty(e));
    this.area = area;
    this.ledger = ledger;
    this.payload = payload;
    this.attempts = attempts;
    this.heard = heard;
    this.chunks = Chunks.none(payload);
  }

  void start() {
    slices.run(
        () -> {
          area.keepOnly(payload.digest());
          return false;
        },
        () -> slices.run(this::verifyKept, this::begin));
  }

  private boolean verifyKept() throws IOException {
    if (chunks.isComplete()) {
      return false;
    }
    byte[] chunk = new byte[chunks.length()];
    int count = area.read(payload.digest(), chunks.offset(), chunk, 0, chunk.length);
    if (count != chunk.length || !chunks.isNext(chunk)) {
      return false;
    }
    whole.update(chunk);
    chunks = chunks.advanced();
    return true;
  }

  private void begin() throws IOException {
    area.truncate(payload.digest(), chunks.offset());
    long missing = payload.size() - chunks.offset();
    long room = area.room();
    if (missing > room) {
      heard.failed(
          FailureClass.NO_ROOM, "the payload needs " + missing + " bytes, there are " + room);
      return;
    }
    if (chunks.offset() > 0) {
      ledger.note(progress().resumed(chunks.offset()));
      heard.resumed();
    }
    next();
  }

  private void next() throws IOException {
    if (!chunks.isComplete()) {
      if (area.room() < chunks.length()) {
        waitForRoom();
      } else {
        heard.waits(Optional.empty());
        fetch();
      }
      return;
    }
    area.sync(payload.digest());
    heard.waits(Optional.empty());
    Digest found = Digest.ofRaw(whole.digest());
    if (found.equals(payload.digest())) {
      heard.complete();
    } else {
      area.truncate(payload.digest(), 0);
      heard.failed(
          FailureClass.DIGEST_MISMATCH,
          "the payload's chunks are right and the whole is not: " + found);
    }
  }

  private void fetch() {
    RangeFetch.start(means, turn, payload.digest(), chunks.offset(), chunks.length(), this);
  }

  private Progress progress() {
    return ledger.record().progress();
  }

  @Override
  public void received(int bytes) {
    ledger.note(progress().received(bytes));
  }

  @Override
  public void whole(byte[] chunk) {
    if (!chunks.isNext(chunk)) {
      wrong("has another digest than in the manifest");
      return;
    }
    try {
      area.write(payload.digest(), chunks.offset(), chunk, chunk.length);
      whole.update(chunk);
      chunks = chunks.advanced();
      wrong = 0;
      ledger.note(progress().written(chunks.offset()));
      next();
    } catch (IOException e) {
      faulty(e);
    }
  }

  @Override
  public void wrong(String why) {
    wrong++;
    if (wrong >= attempts) {
      heard.failed(
          FailureClass.DIGEST_MISMATCH,
          "chunk " + chunks.verified() + " at " + chunks.offset() + " " + why);
    } else {
      fetch();
    }
  }

  @Override
  public void refused(String why) {
    heard.failed(FailureClass.DOWNLOAD_FAILED, "the payload can't be had: " + why);
  }

  /** A full disk is not this action's end: it asks for no more bytes until there is room. */
  private void waitForRoom() {
    heard.waits(
        Optional.of(
            "the download waits for room on the disk at "
                + chunks.offset()
                + " of "
                + payload.size()));
    means.loop().after(ROOM_PAUSE, () -> slices.run(() -> false, this::next));
  }

  private void faulty(IOException e) {
    if (e instanceof NoRoom) {
      waitForRoom();
      return;
    }
    heard.failed(FailureClass.DEVICE_FAULT, "the payload can't be kept: " + e.getMessage());
  }
}
