package dev.weir.builder.release;

import dev.weir.protocol.message.Signed;
import dev.weir.protocol.wire.Bytes;
import dev.weir.trust.signature.Signer;
import dev.weir.trust.signature.StatementKind;
import dev.weir.trust.signature.Statements;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Signs release folders. Source: docs/protocol.md, section 5.1. */
public final class ReleaseSigning {
  private ReleaseSigning() {}

  /**
   * Writes {@code signed-manifest.cbor}. Nothing is signed before each payload has been found to be
   * what the manifest says. Signing again with the same key writes the same bytes.
   *
   * @return the signed manifest; its digest names it as an artifact
   * @throws BrokenRelease where the folder is not a whole release
   */
  public static Bytes sign(Path folder, Signer signer) throws IOException {
    ReleaseFolder release = new ReleaseFolder(folder);
    release.check(release.manifest());
    Bytes signed =
        Signed.CODEC.encode(
            Statements.sign(signer, StatementKind.MANIFEST, release.manifestBytes()));
    Path beside = folder.resolve("signed-manifest.new");
    Files.write(beside, signed.toArray());
    Files.move(beside, release.signedFile(), StandardCopyOption.REPLACE_EXISTING);
    return signed;
  }
}
