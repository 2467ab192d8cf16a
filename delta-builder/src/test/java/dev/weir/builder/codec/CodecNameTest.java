package dev.weir.builder.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.patcher.apply.MixedMemory;
import dev.weir.patcher.format.MixedHeader;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.manifest.PayloadCodec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodecNameTest {
  private static final int ALL_CONTAINERS = 0b1110;

  private static long memory(int tableBits, int containers, int covers) {
    Digest empty = Digest.of(new byte[0]);
    return MixedMemory.of(
        new MixedHeader(tableBits, 0, containers, covers, 0, empty, 0, 0, empty, 0));
  }

  /** Whatever containers and however many covers add to a tier's table. */
  @ParameterizedTest
  @CsvSource({"18,mixed-1M", "19,mixed-2M", "21,mixed-24M"})
  void aMixedDeltaIsNamedByWhatItsDecoderNeeds(int tableBits, String name) {
    long least = memory(tableBits, 0, 0);
    long most = memory(tableBits, ALL_CONTAINERS, MixedMemory.mostCovers(tableBits));
    for (long memory : List.of(least, most)) {
      assertThat(CodecName.of(PayloadCodec.MIXED, memory)).as("%d bytes", memory).isEqualTo(name);
    }
  }

  @Test
  void eachCodecHasANameOfItsOwn() {
    assertThat(List.of(PayloadCodec.values()))
        .extracting(codec -> CodecName.of(codec, 0))
        .doesNotHaveDuplicates();
  }
}
