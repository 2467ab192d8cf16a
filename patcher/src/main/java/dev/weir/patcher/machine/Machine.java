package dev.weir.patcher.machine;

import java.util.Optional;

/** An instruction set. */
public enum Machine {
  /** Data, or code that nobody looks into. */
  NONE(0),
  /** ARM, 32-bit instructions. */
  ARM(1),
  /** ARM, Thumb-2. */
  THUMB(2),
  /** ARM, 64 bits. */
  AARCH64(3),
  /** RISC-V, with or without compressed instructions. */
  RISCV(4),
  /** x86, 64 bits. */
  X86_64(5);

  private final int number;

  Machine(int number) {
    this.number = number;
  }

  /** In a delta. */
  public int number() {
    return number;
  }

  /** The one with a number. */
  public static Optional<Machine> numbered(int number) {
    for (Machine machine : values()) {
      if (machine.number == number) {
        return Optional.of(machine);
      }
    }
    return Optional.empty();
  }

  /** How its words refer to addresses. */
  public Code code() {
    return switch (this) {
      case NONE -> new NoCode();
      case ARM -> new Arm();
      case THUMB -> new Thumb();
      case AARCH64 -> new Aarch64();
      case RISCV -> new RiscV();
      case X86_64 -> new X86();
    };
  }
}
