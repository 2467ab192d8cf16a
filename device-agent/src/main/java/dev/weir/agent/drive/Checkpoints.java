package dev.weir.agent.drive;

import dev.weir.agent.slot.DownloadArea;
import dev.weir.patcher.apply.DecodedImage;
import dev.weir.protocol.id.Digest;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Checkpoints of one payload's decoder: {@code bytes made (8), digest of them (32), decoder}, and
 * at the end the digest of all that. Two files in turn, so that a loss of power while one is
 * written leaves the other.
 */
final class Checkpoints {
  /** One that is whole. */
  record Found(DecoderFile file, long made, Digest prefix) {}

  private static final int DIGEST = 32;
  private static final int HEAD = Long.BYTES + DIGEST;

  private final DownloadArea area;
  private final Digest payload;
  private DecoderFile next = DecoderFile.EVEN;

  Checkpoints(DownloadArea area, Digest payload) {
    this.area = area;
    this.payload = payload;
  }

  /** The newest that is whole. */
  Optional<Found> newest() throws IOException {
    Optional<Found> newest = Optional.empty();
    for (DecoderFile file : List.of(DecoderFile.EVEN, DecoderFile.ODD)) {
      newest =
          Stream.concat(newest.stream(), whole(file).stream())
              .max(Comparator.comparingLong(Found::made));
    }
    newest.ifPresent(found -> next = other(found.file()));
    return newest;
  }

  private Optional<Found> whole(DecoderFile file) throws IOException {
    long size = area.size(file.of(payload)) - DIGEST;
    if (size < HEAD) {
      return Optional.empty();
    }
    try (DataInputStream in = open(file)) {
      var digest = Digest.sha256();
      byte[] piece = new byte[8 * 1024];
      for (long left = size; left > 0; ) {
        int count = in.readNBytes(piece, 0, (int) Math.min(piece.length, left));
        if (count == 0) {
          return Optional.empty();
        }
        digest.update(piece, 0, count);
        left -= count;
      }
      if (!Digest.ofRaw(digest.digest()).equals(Digest.ofRaw(in.readNBytes(DIGEST)))) {
        return Optional.empty();
      }
    }
    try (DataInputStream in = open(file)) {
      long made = in.readLong();
      return Optional.of(new Found(file, made, Digest.ofRaw(in.readNBytes(DIGEST))));
    }
  }

  private DataInputStream open(DecoderFile file) {
    return new DataInputStream(new PayloadFile(area, file.of(payload), 0));
  }

  /** What the decoder wrote. */
  InputStream decoder(Found found) throws IOException {
    DataInputStream in = open(found.file());
    in.skipNBytes(HEAD);
    return in;
  }

  /**
   * Writes one; durable when this returns.
   *
   * @param prefix digest of the image so far
   */
  void save(DecodedImage image, Digest prefix) throws IOException {
    Digest name = next.of(payload);
    AreaOutput file = new AreaOutput(area, name);
    file.clear();
    MessageDigest digest = Digest.sha256();
    DataOutputStream out = new DataOutputStream(new DigestOutputStream(file, digest));
    out.writeLong(image.made());
    out.write(prefix.raw());
    image.save(out);
    file.write(digest.digest(), 0, DIGEST);
    file.flush();
    area.sync(name);
    next = other(next);
  }

  /** Empties both. */
  void forget() throws IOException {
    area.truncate(DecoderFile.EVEN.of(payload), 0);
    area.truncate(DecoderFile.ODD.of(payload), 0);
  }

  private static DecoderFile other(DecoderFile file) {
    return file == DecoderFile.EVEN ? DecoderFile.ODD : DecoderFile.EVEN;
  }
}
