package dev.weir.sim.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.sim.kernel.Kernel;
import dev.weir.sim.kernel.Trace;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DiskTest {
  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String text(SimFile file) {
    return new String(file.content(), StandardCharsets.US_ASCII);
  }

  @Test
  void whatWasSyncedIsThereAfterALossOfPower() {
    for (int seed = 0; seed < 20; seed++) {
      SimFile file = SimFile.holding(bytes("abc"));
      file.losePower(new SplittableRandom(seed));
      assertThat(text(file)).isEqualTo("abc");
    }
  }

  @Test
  void whatWasNotSyncedMayBeLostTornOrThere() {
    TreeSet<String> found = new TreeSet<>();
    for (int seed = 0; seed < 300; seed++) {
      SimFile file = SimFile.holding(bytes("abc"));
      file.truncate(1);
      file.write(1, bytes("XYZ"), 3);
      assertThat(text(file)).isEqualTo("aXYZ");
      assertThat(new String(file.durable(), StandardCharsets.US_ASCII)).isEqualTo("abc");
      file.losePower(new SplittableRandom(seed));
      found.add(text(file));
    }
    assertThat(found).containsExactly("a", "aX", "aXY", "aXYZ", "aXc", "abc");
  }

  @Test
  void aFuseBurnsBeforeOrAfterTheCommitThatWasChosen() {
    Fuse fuse = new Fuse("n", new Trace(new Kernel()));
    List<String> durable = new ArrayList<>();
    fuse.light(2, false);
    fuse.commit(() -> durable.add("1"));
    assertThatThrownBy(() -> fuse.commit(() -> durable.add("2"))).isInstanceOf(Killed.class);
    fuse.light(1, true);
    assertThatThrownBy(() -> fuse.commit(() -> durable.add("3"))).isInstanceOf(Killed.class);
    fuse.light(1, true);
    fuse.putOut();
    fuse.commit(() -> durable.add("4"));
    assertThat(durable).containsExactly("1", "3", "4");
  }
}
