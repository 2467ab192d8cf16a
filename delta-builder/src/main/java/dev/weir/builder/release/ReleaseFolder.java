package dev.weir.builder.release;

import dev.weir.protocol.id.Digest;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.manifest.Payload;
import dev.weir.protocol.message.Signed;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Malformed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A release as files: {@code manifest.cbor}, once signed {@code signed-manifest.cbor}, and {@code
 * artifacts/DIGEST} for each payload.
 */
public record ReleaseFolder(Path folder) {
  public Path manifestFile() {
    return folder.resolve("manifest.cbor");
  }

  public Path signedFile() {
    return folder.resolve("signed-manifest.cbor");
  }

  public Path artifact(Digest digest) {
    return artifacts().resolve(digest.hex());
  }

  Path artifacts() {
    return folder.resolve("artifacts");
  }

  /** The manifest's exact bytes: the statement that is signed. */
  public Bytes manifestBytes() throws IOException {
    return read(manifestFile(), "build the release first");
  }

  /** The manifest. */
  public Manifest manifest() throws IOException {
    return decode(manifestFile(), manifestBytes());
  }

  /** The signed manifest's exact bytes: what is published. */
  public Bytes signedBytes() throws IOException {
    return read(signedFile(), "sign the release first");
  }

  /** The manifest under the signature. */
  public Manifest signedManifest() throws IOException {
    try {
      return decode(signedFile(), Signed.CODEC.decode(signedBytes()).statement());
    } catch (Malformed e) {
      throw new BrokenRelease(signedFile(), "is damaged (" + e.getMessage() + "); sign it again");
    }
  }

  /** Passes where each payload of the manifest is there as the manifest says, byte for byte. */
  public void check(Manifest manifest) throws IOException {
    for (Payload payload : manifest.payloads()) {
      Path file = artifact(payload.digest());
      if (!Files.isRegularFile(file)) {
        throw new BrokenRelease(file, "is missing; build the release again");
      }
      Measured found = Measured.of(file, payload.chunkBytes());
      if (found.size() != payload.size()
          || !found.whole().equals(payload.digest())
          || !found.chunks().equals(payload.chunks())) {
        throw new BrokenRelease(
            file, "is not what the manifest describes; build the release again");
      }
    }
  }

  private static Manifest decode(Path file, Bytes content) throws BrokenRelease {
    try {
      return Manifest.CODEC.decode(content);
    } catch (Malformed e) {
      throw new BrokenRelease(file, "is damaged (" + e.getMessage() + "); build the release again");
    }
  }

  private static Bytes read(Path file, String advice) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(Limits.MANIFEST + 1);
      if (content.length > Limits.MANIFEST) {
        throw new BrokenRelease(file, "has more than " + Limits.MANIFEST + " bytes");
      }
      return Bytes.wrap(content);
    } catch (NoSuchFileException e) {
      throw new BrokenRelease(file, "is not there; " + advice);
    }
  }
}
