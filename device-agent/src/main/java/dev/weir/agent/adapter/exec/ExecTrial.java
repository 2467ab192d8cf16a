package dev.weir.agent.adapter.exec;

import dev.weir.agent.adapter.file.FileSlots;
import dev.weir.agent.health.ElfImage;
import dev.weir.agent.health.Machine;
import dev.weir.agent.health.ProbeOutput;
import dev.weir.agent.slot.Slot;
import dev.weir.agent.slot.Trial;
import dev.weir.protocol.manifest.Health;
import dev.weir.protocol.manifest.ImageFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Starts the slot's image as a process. Only an ELF program for this machine is ever started; it is
 * looked at again each time, right before.
 */
public final class ExecTrial implements Trial {
  private final FileSlots slots;
  private final Optional<Machine> machine;
  private final Optional<Execution> execution;

  private ExecTrial(FileSlots slots, Optional<Machine> machine, Optional<Execution> execution) {
    this.slots = slots;
    this.machine = machine;
    this.execution = execution;
  }

  /**
   * Makes ready to start images.
   *
   * @param folder for the launcher and for what images write
   * @param machine this one; empty where it is not known how to start an image on it
   */
  public static ExecTrial in(Path folder, FileSlots slots, Optional<Machine> machine)
      throws IOException {
    Optional<Execution> execution =
        machine.isPresent() ? Optional.of(Execution.in(folder, machine.get())) : Optional.empty();
    return new ExecTrial(slots, machine, execution);
  }

  @Override
  public Optional<String> objection(Slot slot, ImageFormat format) throws IOException {
    return switch (format) {
      case RAW -> Optional.of("the image is raw, and this device can only try ELF programs");
      case ELF -> elfObjection(slot);
    };
  }

  private Optional<String> elfObjection(Slot slot) throws IOException {
    if (machine.isEmpty()) {
      return Optional.of(
          "this device's processor, "
              + System.getProperty("os.arch")
              + ", is not one that images can be checked for");
    }
    return ElfImage.objection(
            (offset, length) -> read(slot, offset, length), slots.size(slot), machine.get())
        .map(why -> "the image " + why);
  }

  private byte[] read(Slot slot, long offset, int length) throws IOException {
    byte[] bytes = new byte[length];
    return Arrays.copyOf(bytes, slots.read(slot, offset, bytes, 0, length));
  }

  @Override
  public void start(Slot slot, Health health, Consumer<ProbeOutput> reply) {
    Thread starter = new Thread(() -> reply.accept(run(slot, health)), "trial");
    starter.setDaemon(true);
    starter.start();
  }

  private ProbeOutput run(Slot slot, Health health) {
    try {
      Optional<String> objection = elfObjection(slot);
      if (objection.isPresent()) {
        return new ProbeOutput.NotStarted(objection.get());
      }
      Execution.makeExecutable(slots.file(slot));
      return execution.orElseThrow().run(slots.file(slot), health.arguments(), health.timeout());
    } catch (IOException e) {
      return new ProbeOutput.NotStarted(String.valueOf(e.getMessage()));
    }
  }
}
