package dev.weir.builder.anatomy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.patcher.layout.Covers;
import dev.weir.patcher.machine.Machine;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AnatomyTest {
  private static final int WORDS = 4096;
  private static final int MOVED = 64;

  /** What a cover begins with depends on chance; where its words begin does not. */
  @Test
  void findsTheMachineWhereverCoversBegin() {
    byte[] old = arm(0);
    byte[] image = arm(MOVED);
    for (int begin = 0; begin < 4; begin++) {
      Covers covers = new Covers(2);
      int half = old.length / 2 + begin;
      covers.add(begin, begin, half - MOVED - begin);
      covers.add(half + MOVED, half, old.length - half);
      assertThat(Anatomy.of(old, image, covers).layout().machine())
          .as("covers begin %d bytes after a word", begin)
          .isEqualTo(Machine.ARM);
    }
  }

  /** Nothing speaks for a machine where nothing changed. */
  @Test
  void isPlainWhereNothingChanged() {
    byte[] old = arm(0);
    Covers covers = new Covers(1);
    covers.add(0, 0, old.length);
    assertThat(Anatomy.of(old, old, covers).isPlain()).isTrue();
  }

  /** Each second word calls into the other half; the second half is moved. */
  private static byte[] arm(int moved) {
    SplittableRandom random = new SplittableRandom(5);
    int half = WORDS / 2;
    ByteBuffer image = ByteBuffer.allocate(4 * WORDS + moved).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < WORDS; i++) {
      int at = 4 * i + (i < half ? 0 : moved);
      int target = 4 * random.nextInt(half) + (i < half ? 4 * half + moved : 0);
      boolean isCall = i % 2 == 1;
      int call = 0xeb000000 | (((target - at - 8) >> 2) & 0xffffff);
      image.putInt(at, isCall ? call : 0xe1a00000 | random.nextInt(1 << 16));
    }
    return image.array();
  }
}
