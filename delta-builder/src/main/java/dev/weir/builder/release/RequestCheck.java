package dev.weir.builder.release;

import dev.weir.protocol.id.Version;
import dev.weir.protocol.manifest.ImageFormat;
import dev.weir.protocol.wire.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds every fault of a request at once, before anything is made. */
final class RequestCheck {
  private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};

  private final List<String> faults = new ArrayList<>();

  private RequestCheck() {}

  static List<String> faults(BuildRequest request, Path outFolder) throws IOException {
    RequestCheck check = new RequestCheck();
    check.numbers(request);
    check.image(request);
    check.bases(request);
    if (Files.exists(outFolder)) {
      check.faults.add(outFolder + ": is there already; remove it or name another folder");
    }
    return List.copyOf(check.faults);
  }

  private void numbers(BuildRequest request) {
    if (request.counter() < 1) {
      faults.add("counter must be at least 1; found " + request.counter());
    }
    if (request.createdAt().isBefore(Instant.EPOCH)) {
      faults.add("createdAt must not be before 1970; found " + request.createdAt());
    }
    if (request.health().timeout().isNegative() || request.health().timeout().isZero()) {
      faults.add("health timeout must be above 0; found " + request.health().timeout());
    }
    if (request.health().trial().isNegative()) {
      faults.add("health trial must not be negative; found " + request.health().trial());
    }
  }

  private void image(BuildRequest request) throws IOException {
    Path image = request.image();
    if (isUsable("image", image) && request.format() == ImageFormat.ELF && !beginsAsElf(image)) {
      faults.add("image " + image + ": does not begin with 7f 45 4c 46; is it an ELF program?");
    }
  }

  private void bases(BuildRequest request) {
    List<Base> bases = request.bases();
    if (bases.size() > Limits.PAYLOADS - 1) {
      faults.add("bases must be at most " + (Limits.PAYLOADS - 1) + "; found " + bases.size());
      return;
    }
    List<Version> accepted = request.compatibility().bases();
    for (Base base : bases) {
      isUsable("base " + base.version(), base.image());
      if (!accepted.isEmpty() && !accepted.contains(base.version())) {
        faults.add(
            "base "
                + base.version()
                + ": the compatibility accepts only "
                + accepted
                + " as bases");
      }
    }
  }

  private boolean isUsable(String what, Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        faults.add(what + " " + file + ": is not a file");
        return false;
      }
      long size = Files.size(file);
      if (size < 1 || size > Releases.LARGEST_IMAGE) {
        faults.add(
            what
                + " "
                + file
                + ": must have 1 to "
                + Releases.LARGEST_IMAGE
                + " bytes; has "
                + size);
        return false;
      }
      return true;
    } catch (IOException e) {
      faults.add(what + " " + file + ": can't be read: " + e);
      return false;
    }
  }

  private static boolean beginsAsElf(Path image) throws IOException {
    try (InputStream in = Files.newInputStream(image)) {
      return Arrays.equals(in.readNBytes(ELF.length), ELF);
    }
  }
}
