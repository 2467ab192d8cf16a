package dev.weir.builder.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BoundsTest {
  private static final long MIB = 1L << 20;

  @Test
  void heapGrowsWithImagesUntilTheyAreComparedInWindows() {
    assertThat(Bounds.heap(0)).isEqualTo(16 * MIB);
    assertThat(Bounds.heap(4 * MIB)).isEqualTo(64 * MIB);
    assertThat(Bounds.heap(256 * MIB)).isEqualTo(3088 * MIB);
    assertThat(Bounds.heap(256 * MIB + 1)).isEqualTo(1168 * MIB);
    assertThat(Bounds.heap(1L << 47)).isEqualTo(1168 * MIB);
  }
}
