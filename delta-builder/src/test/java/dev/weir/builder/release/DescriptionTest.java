package dev.weir.builder.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.builder.choice.Offer;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.manifest.Payload;
import dev.weir.protocol.manifest.PayloadCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DescriptionTest {
  private static final int MIB = 1024 * 1024;

  @TempDir Path folder;

  private Description describe(long claimedBytes, int most) throws IOException {
    Path file = folder.resolve("payload");
    Files.write(file, Fixtures.noise(1, 3 * MIB));
    Candidate candidate =
        new Candidate(
            new Offer(
                PayloadCodec.XZ, Optional.empty(), Digest.of(new byte[1]), 5, claimedBytes, 1, 0),
            file);
    return Description.of(
        Fixtures.request(file), Digest.of(new byte[1]), 5, List.of(candidate), most);
  }

  private Payload payload(int most) throws IOException {
    Description.Whole whole = (Description.Whole) describe(3 * MIB, most);
    assertThat(whole.encoded().size()).isLessThanOrEqualTo(most);
    return whole.manifest().payloads().get(0);
  }

  @Test
  void listsTheDigestOfEachChunk() throws IOException {
    Payload payload = payload(Description.MOST);
    byte[] content = Files.readAllBytes(folder.resolve("payload"));
    assertThat(payload.chunkBytes()).isEqualTo(65536);
    assertThat(payload.chunks()).hasSize(48);
    for (int chunk = 0; chunk < payload.chunks().size(); chunk++) {
      byte[] one = new byte[65536];
      System.arraycopy(content, chunk * 65536, one, 0, one.length);
      assertThat(payload.chunks().get(chunk)).isEqualTo(Digest.of(one));
    }
  }

  @Test
  void takesLargerChunksWhereTheManifestWouldBeTooLarge() throws IOException {
    assertThat(payload(1500).chunkBytes()).isEqualTo(128 * 1024);
    assertThat(payload(600).chunkBytes()).isEqualTo(256 * 1024);
  }

  @Test
  void saysSoWhereNoChunkSizeHelps() throws IOException {
    assertThat(describe(3 * MIB, 100))
        .isEqualTo(
            new Description.TooLarge(
                "the manifest would have more than 100 bytes; name fewer bases"));
  }

  @Test
  void refusesAPayloadThatIsTooLargeToBeCut() throws IOException {
    assertThat(describe(4096L * MIB + 1, Description.MOST))
        .isEqualTo(
            new Description.TooLarge(
                "payload has 4294967297 bytes; may have 4294967296; make the image smaller"));
  }
}
