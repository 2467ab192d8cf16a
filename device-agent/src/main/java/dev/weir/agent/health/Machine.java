package dev.weir.agent.health;

import java.util.Optional;

/**
 * A machine whose ELF programs can be told and started. Each has the number of {@code e_machine} in
 * the ELF header (System V ABI, chapter 4) and how many bits an address has.
 */
public enum Machine {
  X86_64(62, 64, "x86-64"),
  AARCH64(183, 64, "AArch64"),
  RISCV64(243, 64, "RISC-V 64");

  private final int number;
  private final int bits;
  private final String title;

  Machine(int number, int bits, String title) {
    this.number = number;
    this.bits = bits;
    this.title = title;
  }

  public int number() {
    return number;
  }

  public int bits() {
    return bits;
  }

  /** For people. */
  public String title() {
    return title;
  }

  /** The machine by the name that Java has for it; empty where it is another one. */
  public static Optional<Machine> named(String osArch) {
    return switch (osArch) {
      case "amd64", "x86_64" -> Optional.of(X86_64);
      case "aarch64", "arm64" -> Optional.of(AARCH64);
      case "riscv64" -> Optional.of(RISCV64);
      default -> Optional.empty();
    };
  }

  /** What an {@code e_machine} is called. */
  static String title(int number) {
    for (Machine machine : values()) {
      if (machine.number == number) {
        return machine.title;
      }
    }
    return switch (number) {
      case 3 -> "x86 (32 bits)";
      case 8 -> "MIPS";
      case 20 -> "PowerPC";
      case 21 -> "PowerPC 64";
      case 22 -> "S390";
      case 40 -> "ARM (32 bits)";
      case 258 -> "LoongArch";
      default -> "machine " + number;
    };
  }
}
