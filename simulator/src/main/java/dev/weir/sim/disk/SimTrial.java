package dev.weir.sim.disk;

import dev.weir.agent.health.ProbeOutput;
import dev.weir.agent.slot.Slot;
import dev.weir.agent.slot.Trial;
import dev.weir.protocol.channel.Loop;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.manifest.Health;
import dev.weir.protocol.manifest.ImageFormat;
import dev.weir.sim.check.DeviceWatch;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Runs images. An image begins with a line of text that says what happens when it is started:
 * {@code weir-image VERSION healthy} says its version, any other ends with 1.
 */
public final class SimTrial implements Trial {
  private static final Duration RUNS = Duration.ofMillis(400);

  private final Loop loop;
  private final DeviceDisk disk;
  private final DeviceWatch watch;

  public SimTrial(Loop loop, DeviceDisk disk, DeviceWatch watch) {
    this.loop = loop;
    this.disk = disk;
    this.watch = watch;
  }

  @Override
  public Optional<String> objection(Slot slot, ImageFormat format) {
    return Optional.empty();
  }

  @Override
  public void start(Slot slot, Health health, Consumer<ProbeOutput> reply) {
    loop.after(
        RUNS,
        () -> {
          String[] words = firstLine(disk.content(slot)).split(" ", -1);
          boolean healthy = words.length == 3 && words[2].equals("healthy");
          watch.probed(Digest.of(disk.content(slot)), healthy);
          reply.accept(new ProbeOutput.Exited(healthy ? 0 : 1, healthy ? words[1] : ""));
        });
  }

  private static String firstLine(byte[] image) {
    int end = 0;
    while (end < image.length && image[end] != '\n') {
      end++;
    }
    return new String(image, 0, end, StandardCharsets.US_ASCII);
  }
}
