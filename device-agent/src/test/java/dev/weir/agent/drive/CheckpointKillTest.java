package dev.weir.agent.drive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.agent.slot.Slot;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.message.UpdatePhase;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** A decoder that was killed goes on from its last checkpoint, whatever the kill left. */
class CheckpointKillTest {
  private static final Duration WHOLE = Duration.ofSeconds(100);
  private static final long INTERVAL = 200_000;
  private static final int LZMA = 0;
  private static final byte[] SHIPPED = shipped();
  private static final byte[] NEXT = next();

  /** Random bytes, and a text of records: its content goes to the scratch file. */
  private static byte[] shipped() {
    ByteArrayOutputStream image = new ByteArrayOutputStream();
    image.writeBytes(Releases.image(7, 900_000));
    for (int at = 0; at < 0x1000; at += 16) {
      int sum = 16 + (at >> 8) + (at & 0xff) + 16 * 0x5a;
      String line = String.format(":10%04X00%s%02X%n", at, "5A".repeat(16), -sum & 0xff);
      image.writeBytes(line.getBytes(StandardCharsets.US_ASCII));
    }
    return image.toByteArray();
  }

  private static byte[] next() {
    byte[] next = SHIPPED.clone();
    for (int at = 1000; at < 900_000; at += 5000) {
      next[at]++;
    }
    return next;
  }

  private static World world(int tableBits) {
    World world = new World(SHIPPED);
    world.settings =
        world
            .settings
            .with(world.settings.memory(), new DecoderSettings(OptionalLong.of(INTERVAL)))
            .with(world.settings.link().withHeartbeat(Duration.ofSeconds(3)))
            .with(world.settings.trial().withStarts(50))
            .with(TelemetrySettings.DEFAULTS.withEvery(Duration.ofHours(1)));
    world.region.desire(Optional.of(Releases.mixed(world, 2, SHIPPED, NEXT, tableBits)));
    return world;
  }

  private static World run(World world, boolean power) {
    try {
      world.start();
    } catch (Killed e) {
      world.kill(power);
    }
    world.run(WHOLE, power);
    assertThat(world.phases()).endsWith(UpdatePhase.COMMITTED);
    assertThat(Digest.of(world.running())).isEqualTo(Digest.of(NEXT));
    assertThat(world.disk.files()).containsOnlyKeys("A", "B");
    return world;
  }

  @Test
  void oneKillAnywhereRepeatsNoMoreThanOneInterval() {
    World calm = run(world(LZMA), false);
    assertThat(calm.disk.slotBytes).isEqualTo(NEXT.length);
    long points = calm.disk.points.passed();
    assertThat(points).isBetween(80L, 400L);
    for (long at = 1; at <= points; at += 3) {
      long here = at;
      World world = world(LZMA);
      world.disk.points.killAt(n -> n == here);
      run(world, at % 2 == 0);
      assertThat(world.lives).as("point " + at).isEqualTo(2);
      assertThat(world.disk.slotBytes)
          .as("bytes written, killed at point " + at)
          .isLessThanOrEqualTo(NEXT.length + INTERVAL + 2L * Slices.BYTES);
    }
  }

  /** The whole decoder comes back: with its tables, it goes on to the right image. */
  @Test
  void killedAtNineTenthsItGoesOnWithItsTables() {
    World world = world(14);
    world.disk.points.killAt(n -> world.lives == 1 && world.disk.slotBytes > 800_000);
    run(world, true);
    assertThat(world.lives).isEqualTo(2);
    assertThat(world.disk.slotBytes).isLessThan(NEXT.length + INTERVAL + 2L * Slices.BYTES);
  }

  /** What the slot holds is measured: a checkpoint does not vouch for it. */
  @Test
  void beginsAnewWhereTheSlotChanged() {
    World world = world(LZMA);
    world.disk.points.killAt(n -> world.lives == 1 && world.disk.slotBytes > 700_000);
    try {
      world.start();
      world.time.run(WHOLE);
    } catch (Killed e) {
      byte[] slot = world.disk.slot(Slot.B);
      assertThat(slot.length).isGreaterThan(0);
      slot[10]++;
      world.kill(false);
    }
    run(world, false);
    assertThat(world.disk.slotBytes).isGreaterThan(NEXT.length);
  }

  @Test
  void aFullDiskCostsTheCheckpointsOnly() {
    World world = world(LZMA);
    world.disk.refused =
        name ->
            world.artifacts.keySet().stream()
                .anyMatch(
                    payload ->
                        name.equals(DecoderFile.EVEN.of(payload).hex())
                            || name.equals(DecoderFile.ODD.of(payload).hex()));
    run(world, false);
    assertThat(world.disk.slotBytes).isEqualTo(NEXT.length);
  }
}
