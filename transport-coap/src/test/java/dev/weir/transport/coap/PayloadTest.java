package dev.weir.transport.coap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.channel.FrontEnd;
import dev.weir.protocol.channel.PayloadSource;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.wire.Bytes;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PayloadTest {
  @TempDir Path folder;
  private Bed bed;

  @BeforeEach
  void make() {
    bed = new Bed(folder);
  }

  @AfterEach
  void close() {
    bed.close();
  }

  @Test
  void piecesComeByteForByte() throws Exception {
    FrontEnd frontEnd = bed.frontEnd();
    Bytes content = Bed.random(300_000, 1);
    Digest artifact = bed.artifacts.add(content);
    PayloadSource source = bed.payloads(bed.settings(frontEnd.address(), "pump-1"));

    long start = System.nanoTime();
    assertThat(Bed.piece(source, artifact, 777, 65_536)).isEqualTo(content.slice(777, 65_536));
    System.err.println("64K " + (System.nanoTime() - start) / 1e6);
    start = System.nanoTime();
    assertThat(Bed.piece(source, artifact, 3, 204_801)).isEqualTo(content.slice(3, 204_801));
    System.err.println("200K " + (System.nanoTime() - start) / 1e6);
    assertThat(bed.artifacts.reads.get()).isEqualTo(2);
  }
}
