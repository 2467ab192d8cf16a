package dev.weir.builder.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.patcher.layout.Covers;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CoverSearchTest {
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
    return CoverSearch.covers(Form.plain(old), Form.plain(image), Costs.PLAIN);
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

  /** A nearby copy with five wrong bytes is left for a far one only while a far jump is cheap. */
  @Test
  void countsHowFarItJumps() {
    byte[] piece = random(4, 120);
    byte[] first = random(5, 2000);
    byte[] near = piece.clone();
    for (int at = 60; at < 70; at += 2) {
      near[at]++;
    }
    byte[] far = Arrays.copyOfRange(piece, 30, 120);
    Form old = Form.plain(joined(first, near, random(6, 1 << 20), far));
    Form image = Form.plain(joined(first, piece));
    Covers cheap = CoverSearch.covers(old, image, new Costs(30, 0, 40));
    assertThat(cheap.oldEnd(cheap.count() - 1)).isEqualTo(2120 + (1 << 20) + 90);
    Covers dear = CoverSearch.covers(old, image, new Costs(30, 20, 40));
    assertThat(dear.oldEnd(dear.count() - 1)).isEqualTo(2120);
  }

  /** Surprises that are too few to leave a diagonal add up, and then another is looked for. */
  @Test
  void leavesADiagonalThatIsAlwaysALittleWrong() {
    byte[] like = random(8, 6000);
    byte[] same = like.clone();
    for (int at = 40; at < same.length; at += 40) {
      same[at]++;
    }
    byte[] first = random(9, 1000);
    Covers covers = covers(joined(first, like, random(10, 500), same), joined(first, same));
    assertThat(covers.count()).isEqualTo(2);
    assertThat(covers.oldStart(1)).isBetween(7500, 7540);
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
