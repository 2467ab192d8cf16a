package dev.weir.global.adapter.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.global.Samples;
import dev.weir.protocol.id.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskArtifactsTest {
  @TempDir private Path folder;
  private DiskArtifacts artifacts;

  @BeforeEach
  void open() throws IOException {
    artifacts = DiskArtifacts.open(folder);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void whatWasUploadedIsThereUnderItsDigest() throws IOException {
    Digest digest = Samples.FULL.digest();
    for (int repeat = 0; repeat < 2; repeat++) {
      assertThat(artifacts.upload(digest, Samples.FULL.asStream(), 3000))
          .isEqualTo(new DiskArtifacts.Kept(3000));
    }
    assertThat(artifacts.sizeOf(digest)).hasValue(3000);
    try (FileChannel file = artifacts.open(digest).orElseThrow()) {
      ByteBuffer all = ByteBuffer.allocate(3000);
      file.read(all, 0);
      assertThat(Digest.of(all.array())).isEqualTo(digest);
    }
    assertThat(files()).hasSize(1);
  }

  @Test
  void bytesWithAnotherDigestAreNotKept() throws IOException {
    assertThat(artifacts.upload(Samples.DELTA.digest(), Samples.FULL.asStream(), 9000))
        .isEqualTo(new DiskArtifacts.Mismatch(Samples.FULL.digest(), 3000));
    assertThat(files()).isEmpty();
  }

  @Test
  void moreThanTheLimitIsNotKept() throws IOException {
    assertThat(artifacts.upload(Samples.FULL.digest(), Samples.FULL.asStream(), 2999))
        .isEqualTo(new DiskArtifacts.TooLarge(2999));
    assertThat(files()).isEmpty();
  }

  @Test
  void aStreamThatBreaksLeavesNothing() throws IOException {
    InputStream breaking =
        new SequenceInputStream(
            Samples.DELTA.asStream(),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("gone");
              }

              @Override
              public int read(byte[] to, int from, int length) throws IOException {
                throw new IOException("gone");
              }
            });
    assertThatThrownBy(() -> artifacts.upload(Samples.FULL.digest(), breaking, 9000))
        .hasMessage("gone");
    assertThat(files()).isEmpty();
  }

  @Test
  void whatADiskDamagedIsKeptAsideAndCanComeAgain() throws IOException {
    Digest digest = artifacts.put(Samples.DELTA);
    Digest other = artifacts.put(Samples.FULL);
    assertThat(artifacts.verify(digest)).isTrue();
    Files.writeString(folder.resolve(digest.hex()), "x");
    assertThat(artifacts.read(digest, 9000)).isEmpty();
    assertThat(artifacts.verify(digest)).isFalse();
    assertThat(artifacts.all()).containsExactly(other);
    assertThat(artifacts.sizeOf(digest)).isEmpty();
    assertThat(folder.resolve("corrupt").resolve(digest.hex())).hasContent("x");
    artifacts.put(Samples.DELTA);
    assertThat(artifacts.verify(digest)).isTrue();
  }

  @Test
  void smallOnesAreReadWhole() {
    Digest digest = artifacts.put(Samples.FULL);
    assertThat(artifacts.read(digest, 3000)).contains(Samples.FULL);
    assertThat(artifacts.read(digest, 2999)).isEmpty();
    assertThat(artifacts.read(Samples.DELTA.digest(), 3000)).isEmpty();
  }

  @Test
  void whatAnEndOfTheProcessCutOffIsRemoved() throws IOException {
    Files.writeString(folder.resolve("incoming").resolve("half"), "half");
    artifacts = DiskArtifacts.open(folder);
    assertThat(files()).isEmpty();
    assertThat(artifacts.sizeOf(Samples.FULL.digest())).isEmpty();
    assertThat(artifacts.open(Samples.FULL.digest())).isEmpty();
  }
}
