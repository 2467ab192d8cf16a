package dev.weir.demo.image;

import dev.weir.protocol.wire.Bytes;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * A machine that official {@code protoc} programs exist for.
 *
 * @param classifier in the Maven repository
 * @param exitWithFailure the machine's code for {@code exit(1)}; empty where we do not know it
 */
public record Cpu(String classifier, Bytes exitWithFailure) {
  /** {@code mov edi, 1; mov eax, SYS_exit; syscall}. */
  private static final Cpu X86_64 = new Cpu("linux-x86_64", code("bf01000000b83c0000000f05"));

  /** {@code mov x0, 1; mov x8, SYS_exit; svc 0}. */
  private static final Cpu AARCH64 = new Cpu("linux-aarch_64", code("200080d2a80b80d2010000d4"));

  /** The machine that we run on, if there are programs for it. */
  public static Optional<Cpu> here() {
    return switch (System.getProperty("os.arch").toLowerCase(Locale.ROOT)) {
      case "amd64", "x86_64" -> Optional.of(X86_64);
      case "aarch64", "arm64" -> Optional.of(AARCH64);
      case "ppc64le" -> Optional.of(new Cpu("linux-ppcle_64", Bytes.EMPTY));
      case "s390x" -> Optional.of(new Cpu("linux-s390_64", Bytes.EMPTY));
      default -> Optional.empty();
    };
  }

  /** One whose programs do not run here. */
  public Cpu another() {
    return classifier.equals(X86_64.classifier) ? AARCH64 : X86_64;
  }

  private static Bytes code(String hex) {
    return Bytes.wrap(HexFormat.of().parseHex(hex));
  }

  /** Whether a program can be made to fail here. */
  public boolean knowsExit() {
    return !exitWithFailure.isEmpty();
  }
}
