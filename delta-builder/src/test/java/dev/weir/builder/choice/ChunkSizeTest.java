package dev.weir.builder.choice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.wire.Limits;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChunkSizeTest {
  private static final long MIB = 1024 * 1024;

  @ParameterizedTest
  @CsvSource({
    "0, 8192",
    "1, 8192",
    "262144, 8192",
    "262145, 16384",
    "1048577, 65536",
    "268435456, 65536",
    "268435457, 131072",
    "536870912, 131072",
    "536870913, 262144",
    "2147483649, 1048576",
    "4294967296, 1048576",
  })
  void isTheSmallestThatMakesFewChunks(long bytes, int expected) {
    assertThat(ChunkSize.of(bytes, ChunkSize.LEAST)).hasValue(expected);
  }

  @Test
  void isNoneForAPayloadThatIsTooLarge() {
    assertThat(ChunkSize.LARGEST_PAYLOAD).isEqualTo(4096 * MIB);
    assertThat(ChunkSize.of(4096 * MIB + 1, ChunkSize.LEAST)).isEqualTo(OptionalInt.empty());
  }

  @Test
  void startsWhereItIsTold() {
    assertThat(ChunkSize.of(1, 512 * 1024)).hasValue(512 * 1024);
    assertThat(ChunkSize.of(4096 * MIB, 512 * 1024)).hasValue(1024 * 1024);
  }

  @Test
  void neverNeedsMoreChunksThanTheLimit() {
    for (long bytes = 1; bytes <= 4096 * MIB; bytes = bytes * 3 + 1) {
      int size = ChunkSize.of(bytes, ChunkSize.LEAST).orElseThrow();
      assertThat((bytes + size - 1) / size).isBetween(1L, (long) Limits.CHUNKS);
    }
  }
}
