package dev.weir.builder.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.patcher.layout.Covers;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CoverSearchTest {
  private static final int SWITCHING = 300;

  private static byte[] random(int seed, int length) {
    byte[] bytes = new byte[length];
    new SplittableRandom(seed).nextBytes(bytes);
    return bytes;
  }

  private static byte[] joined(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    byte[] whole = new byte[length];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, whole, at, part.length);
      at += part.length;
    }
    return whole;
  }

  private static Covers covers(byte[] old, byte[] image) {
    return CoverSearch.covers(Form.plain(old), Form.plain(image), SWITCHING);
  }

  @Test
  void coversAnImageThatDidNotChangeOnce() {
    byte[] image = random(1, 5000);
    Covers covers = covers(image, image);
    assertThat(covers.count()).isEqualTo(1);
    assertThat(covers.length(0)).isEqualTo(5000);
    assertThat(covers.oldStart(0)).isZero();
  }

  @Test
  void followsPartsThatMoved() {
    byte[] first = random(1, 3000);
    byte[] second = random(2, 3000);
    byte[] fresh = random(3, 500);
    Covers covers = covers(joined(first, second), joined(second, fresh, first));
    assertThat(covers.count()).isEqualTo(2);
    assertThat(covers.oldStart(0)).isEqualTo(3000);
    assertThat(covers.newEnd(0)).isEqualTo(3000);
    assertThat(covers.newStart(1)).isEqualTo(3500);
    assertThat(covers.oldStart(1)).isZero();
    assertThat(covers.length(1)).isEqualTo(3000);
  }

  @Test
  void goesOnOverSingleChangedBytes() {
    byte[] old = random(1, 4000);
    byte[] image = old.clone();
    for (int at = 100; at < 4000; at += 50) {
      image[at]++;
    }
    assertThat(covers(old, image).count()).isEqualTo(1);
  }

  @Test
  void findsNothingWhereNothingIsAlike() {
    assertThat(covers(random(1, 2000), random(2, 2000)).count()).isZero();
    assertThat(covers(new byte[0], random(2, 2000)).count()).isZero();
    assertThat(covers(random(2, 2000), new byte[0]).count()).isZero();
    assertThat(covers(new byte[1], new byte[1]).count()).isLessThan(2);
  }

  /** Whatever the images: covers are in order, inside both images, none over another. */
  @Test
  void keepsTheRulesOfCovers() {
    SplittableRandom random = new SplittableRandom(9);
    for (int i = 0; i < 300; i++) {
      byte[] old = new byte[random.nextInt(1500)];
      byte[] image = new byte[random.nextInt(1500)];
      int letters = 1 + random.nextInt(6);
      for (int at = 0; at < old.length; at++) {
        old[at] = (byte) random.nextInt(letters);
      }
      for (int at = 0; at < image.length; at++) {
        image[at] = (byte) random.nextInt(letters);
      }
      Covers covers = covers(old, image);
      int end = 0;
      for (int cover = 0; cover < covers.count(); cover++) {
        assertThat(covers.newStart(cover)).isGreaterThanOrEqualTo(end);
        assertThat(covers.length(cover)).isPositive();
        assertThat(covers.oldStart(cover)).isNotNegative();
        assertThat(covers.oldEnd(cover)).isLessThanOrEqualTo(old.length);
        end = covers.newEnd(cover);
      }
      assertThat(end).isLessThanOrEqualTo(image.length);
    }
  }
}
