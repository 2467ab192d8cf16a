package dev.weir.builder.choice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.id.Digest;
import dev.weir.protocol.manifest.PayloadCodec;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChoiceTest {
  private static final Offer FULL = new Offer(PayloadCodec.XZ, Optional.empty(), 1000, 1);

  private static Offer delta(long size) {
    return new Offer(PayloadCodec.GDIFF_XZ, Optional.of(Digest.of(new byte[1])), size, 1);
  }

  @Test
  void takesADeltaOnlyWhereItIsSmaller() {
    assertThat(Choice.isWorthOffering(FULL, delta(999))).isTrue();
    assertThat(Choice.isWorthOffering(FULL, delta(1000))).isFalse();
    assertThat(Choice.isWorthOffering(FULL, delta(1001))).isFalse();
  }
}
