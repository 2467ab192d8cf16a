package dev.weir.builder.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.builder.codec.Progress;
import dev.weir.builder.release.Base;
import dev.weir.builder.release.BrokenRelease;
import dev.weir.builder.release.BuildResult;
import dev.weir.builder.release.Fixtures;
import dev.weir.builder.release.ReleaseFolder;
import dev.weir.builder.release.ReleaseSigning;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.manifest.Payload;
import dev.weir.protocol.wire.Bytes;
import dev.weir.trust.signature.Ed25519;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublisherTest {
  @TempDir Path folder;
  private final FakeGlobal global = new FakeGlobal();
  private final Publisher publisher = new Publisher(global, Progress.NONE);
  private ReleaseFolder release;

  @BeforeEach
  void buildAndSign() throws IOException {
    byte[] old = Fixtures.program(1, 500);
    Path base = Fixtures.write(folder, "old.img", old);
    Path image = Fixtures.write(folder, "new.img", Fixtures.changed(old, 9));
    BuildResult built =
        Fixtures.releases()
            .build(
                Fixtures.request(image, new Base(base, new Version("1.0"))), folder.resolve("out"));
    release = ((BuildResult.Built) built).folder();
    ReleaseSigning.sign(release.folder(), Ed25519.of(Bytes.of(new byte[32])));
  }

  private long payloadBytes() throws IOException {
    return release.manifest().payloads().stream().mapToLong(Payload::size).sum();
  }

  private Published.Done published() throws IOException {
    Published published = publisher.publish(release.folder());
    assertThat(published).isInstanceOf(Published.Done.class);
    return (Published.Done) published;
  }

  @Test
  void sendsEachPayloadAndThenTheSignedManifest() throws IOException {
    Published.Done done = published();
    assertThat(global.calls).containsExactly("has", "put", "has", "put", "post");
    assertThat(done.sentBytes()).isEqualTo(payloadBytes());
    assertThat(done.view().manifest()).isEqualTo(release.manifest());
    assertThat(done.view().signedDigest()).isEqualTo(release.signedBytes().digest());
    global.artifacts.forEach((digest, content) -> assertThat(content.digest()).isEqualTo(digest));
  }

  @Test
  void goesOnWhereTheLineBroke() throws IOException {
    global.callsLeft = 3;
    assertThatThrownBy(() -> publisher.publish(release.folder()))
        .isInstanceOf(IOException.class)
        .hasMessage("the line is down");
    global.callsLeft = Integer.MAX_VALUE;
    global.calls.clear();
    assertThat(published().sentBytes()).isEqualTo(release.manifest().payloads().get(1).size());
    assertThat(global.calls).containsExactly("has", "has", "put", "post");
  }

  @Test
  void sendsNoPayloadTwice() throws IOException {
    published();
    assertThat(published().sentBytes()).isZero();
  }

  @Test
  void saysWhichArtifactWasRefused() throws IOException {
    global.artifactProblem = Optional.of(FakeGlobal.problem(422, "digestMismatch"));
    assertThat(publisher.publish(release.folder()))
        .isEqualTo(
            new Published.Refused(
                "artifact " + release.manifest().payloads().get(0).digest(),
                FakeGlobal.problem(422, "digestMismatch")));
    assertThat(global.calls).doesNotContain("post");
  }

  @Test
  void saysWhyTheReleaseWasRefused() throws IOException {
    global.releaseProblem = Optional.of(FakeGlobal.problem(422, "notNewer"));
    assertThat(publisher.publish(release.folder()))
        .isEqualTo(new Published.Refused("release pump-2.0", FakeGlobal.problem(422, "notNewer")));
  }

  @Test
  void sendsNothingOfAReleaseThatIsNotSigned() throws IOException {
    Files.delete(release.signedFile());
    assertThatThrownBy(() -> publisher.publish(release.folder()))
        .isInstanceOf(BrokenRelease.class)
        .hasMessage(release.signedFile() + ": is not there; sign the release first");
    assertThat(global.calls).isEmpty();
  }

  @Test
  void sendsNothingOfADamagedRelease() throws IOException {
    Path payload = release.artifact(release.manifest().payloads().get(1).digest());
    Files.write(payload, new byte[10]);
    assertThatThrownBy(() -> publisher.publish(release.folder())).isInstanceOf(BrokenRelease.class);
    assertThat(global.calls).isEmpty();
  }

  @Test
  void tellsHowFarItIs() throws IOException {
    List<Long> told = new ArrayList<>();
    new Publisher(global, (step, done, total) -> told.add(done)).publish(release.folder());
    assertThat(told)
        .containsExactly(0L, release.manifest().payloads().get(0).size(), payloadBytes());
  }
}
