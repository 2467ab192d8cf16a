package dev.weir.demo.image;

import java.util.Locale;
import java.util.Optional;

/**
 * A machine that official {@code protoc} programs exist for.
 *
 * @param classifier in the Maven repository
 * @param exitWithFailure the machine's code for {@code exit(1)}; empty where we do not know it
 */
public record Cpu(String classifier, byte[] exitWithFailure) {
  private static final Cpu X86_64 =
      new Cpu(
          "linux-x86_64",
          new byte[] {
            (byte) 0xbf,
            1,
            0,
            0,
            0, // mov edi, 1
            (byte) 0xb8,
            60,
            0,
            0,
            0, // mov eax, SYS_exit
            0x0f,
            0x05 // syscall
          });
  private static final Cpu AARCH64 =
      new Cpu(
          "linux-aarch_64",
          new byte[] {
            0x20,
            0,
            (byte) 0x80,
            (byte) 0xd2, // mov x0, #1
            (byte) 0xa8,
            0x0b,
            (byte) 0x80,
            (byte) 0xd2, // mov x8, #93 (SYS_exit)
            1,
            0,
            0,
            (byte) 0xd4 // svc #0
          });

  /** The machine that we run on, if there are programs for it. */
  public static Optional<Cpu> here() {
    return switch (System.getProperty("os.arch").toLowerCase(Locale.ROOT)) {
      case "amd64", "x86_64" -> Optional.of(X86_64);
      case "aarch64", "arm64" -> Optional.of(AARCH64);
      case "ppc64le" -> Optional.of(new Cpu("linux-ppcle_64", new byte[0]));
      case "s390x" -> Optional.of(new Cpu("linux-s390_64", new byte[0]));
      default -> Optional.empty();
    };
  }

  /** One whose programs do not run here. */
  public Cpu another() {
    return classifier.equals(X86_64.classifier) ? AARCH64 : X86_64;
  }

  public boolean knowsExit() {
    return exitWithFailure.length > 0;
  }
}
