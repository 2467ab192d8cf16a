package dev.weir.builder.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.protocol.id.Digest;
import dev.weir.protocol.wire.Bytes;
import dev.weir.trust.manifest.Manifests;
import dev.weir.trust.signature.Ed25519;
import dev.weir.trust.signature.Signer;
import dev.weir.trust.signature.StatementKind;
import dev.weir.trust.signature.Statements;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseSigningTest {
  private static final Signer SIGNER = Ed25519.of(Bytes.of(new byte[32]));

  @TempDir Path folder;
  private ReleaseFolder release;

  @BeforeEach
  void build() throws IOException {
    Path image = Fixtures.write(folder, "new.img", Fixtures.program(1, 500));
    BuildResult built = Fixtures.releases().build(Fixtures.request(image), folder.resolve("out"));
    release = ((BuildResult.Built) built).folder();
  }

  private void refused(Path file, String trouble) {
    assertThatThrownBy(() -> ReleaseSigning.sign(release.folder(), SIGNER))
        .isInstanceOf(BrokenRelease.class)
        .hasMessage(file + ": " + trouble);
    assertThat(release.signedFile()).doesNotExist();
  }

  private Path payload() throws IOException {
    return release.artifact(release.manifest().payloads().get(0).digest());
  }

  @Test
  void signsTheExactBytesOfTheManifest() throws IOException {
    Bytes signed = ReleaseSigning.sign(release.folder(), SIGNER);
    assertThat(release.signedBytes()).isEqualTo(signed);
    assertThat(release.signedManifest()).isEqualTo(release.manifest());
    Statements.Opened opened =
        Statements.open(signed, StatementKind.MANIFEST, List.of(SIGNER.publicKey()));
    assertThat(opened).isEqualTo(new Statements.Genuine(release.manifestBytes(), SIGNER.key()));
    assertThat(Manifests.verify(signed, List.of(SIGNER.publicKey())))
        .isInstanceOf(Manifests.Genuine.class);
  }

  @Test
  void givesTheSameBytesAgain() throws IOException {
    Bytes once = ReleaseSigning.sign(release.folder(), SIGNER);
    assertThat(ReleaseSigning.sign(release.folder(), SIGNER)).isEqualTo(once);
  }

  @Test
  void doesNotSignADamagedPayload() throws IOException {
    byte[] content = Files.readAllBytes(payload());
    content[content.length / 2] ^= 1;
    Files.write(payload(), content);
    refused(payload(), "is not what the manifest describes; build the release again");
  }

  @Test
  void doesNotSignAMissingPayload() throws IOException {
    Path file = payload();
    Files.delete(file);
    refused(file, "is missing; build the release again");
  }

  @Test
  void doesNotSignAFolderWithoutAManifest() throws IOException {
    Files.delete(release.manifestFile());
    refused(release.manifestFile(), "is not there; build the release first");
  }

  @Test
  void doesNotSignADamagedManifest() throws IOException {
    byte[] content = release.manifestBytes().toArray();
    Files.write(release.manifestFile(), java.util.Arrays.copyOf(content, content.length - 1));
    assertThatThrownBy(() -> ReleaseSigning.sign(release.folder(), SIGNER))
        .isInstanceOf(BrokenRelease.class)
        .hasMessageStartingWith(release.manifestFile() + ": is damaged (manifest")
        .hasMessageEndingWith("; build the release again");
  }

  @Test
  void doesNotReadAManifestOfAnySize() throws IOException {
    Files.write(release.manifestFile(), new byte[300_000]);
    refused(release.manifestFile(), "has more than 262144 bytes");
  }

  @Test
  void namesTheSignedManifestByItsDigest() throws IOException {
    Bytes signed = ReleaseSigning.sign(release.folder(), SIGNER);
    assertThat(Digest.of(Files.readAllBytes(release.signedFile()))).isEqualTo(signed.digest());
  }
}
