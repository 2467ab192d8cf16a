package dev.weir.builder.bench.drive;

import dev.weir.builder.bench.PeerFigures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Another tool that makes patches: what to call, with OLD, NEW, PATCH and OUT for the files, and
 * with WINDOW for the bytes of the old image, at least 64 MiB, and LOG for the power of two that
 * holds both images, at least 2^27: what the tools must be told of large images.
 *
 * @param name the tool and its options
 */
record Peer(String name, String encode, String decode) {
  private static final long LEAST_WINDOW = 64L << 20;
  private static final int LEAST_LOG = 27;
  private static final int MOST_LOG = 31;

  /**
   * Those of Debian that decode anywhere, at their strongest. By itself xdelta3 unpacks gzip and xz
   * files and packs them again as their programs do by default, which seldom gives the same bytes.
   */
  static final List<Peer> ALL =
      List.of(
          new Peer("bsdiff", "bsdiff OLD NEW PATCH", "bspatch OLD OUT PATCH"),
          new Peer(
              "xdelta3-9-none",
              "xdelta3 -e -f -D -9 -S none -n -B WINDOW -s OLD NEW PATCH",
              "xdelta3 -d -f -D -R -B WINDOW -s OLD PATCH OUT"),
          new Peer(
              "xdelta3-9-lzma",
              "xdelta3 -e -f -D -9 -S lzma -B WINDOW -s OLD NEW PATCH",
              "xdelta3 -d -f -D -R -B WINDOW -s OLD PATCH OUT"),
          new Peer(
              "zstd-pf-19",
              "zstd -q -f -19 --long=LOG --patch-from=OLD NEW -o PATCH",
              "zstd -q -f -d --long=LOG --patch-from=OLD PATCH -o OUT"),
          new Peer(
              "zstd-pf-22ultra",
              "zstd -q -f --ultra -22 --long=LOG --patch-from=OLD NEW -o PATCH",
              "zstd -q -f -d --long=LOG --patch-from=OLD PATCH -o OUT"));

  /** Those whose programs are in the path. */
  static List<Peer> installed() {
    return ALL.stream()
        .filter(peer -> Command.isInstalled(program(peer.encode)))
        .filter(peer -> Command.isInstalled(program(peer.decode)))
        .toList();
  }

  private static String program(String template) {
    return template.substring(0, template.indexOf(' '));
  }

  /** Makes a patch, applies it and compares. */
  PeerFigures run(Pair pair, Path work) throws IOException {
    Path patch = work.resolve("patch");
    Path out = work.resolve("made");
    try {
      long encoding = command(encode, pair, patch, out).cpuMicros(work);
      long decoding = command(decode, pair, patch, out).cpuMicros(work);
      if (Files.mismatch(out, pair.image()) >= 0) {
        throw new IOException(name + ": decodes to another image than " + pair.image());
      }
      return new PeerFigures(
          name, Files.size(patch), false, Optional.of(encoding), Optional.of(decoding));
    } finally {
      Files.deleteIfExists(patch);
      Files.deleteIfExists(out);
    }
  }

  private static Command command(String template, Pair pair, Path patch, Path out)
      throws IOException {
    long old = Files.size(pair.old());
    long both = old + Files.size(pair.image());
    int log = Math.min(MOST_LOG, Math.max(LEAST_LOG, 64 - Long.numberOfLeadingZeros(both)));
    return new Command(
        List.of(template.split(" ")).stream()
            .map(word -> word.replace("OLD", pair.old().toString()))
            .map(word -> word.equals("NEW") ? pair.image().toString() : word)
            .map(word -> word.equals("PATCH") ? patch.toString() : word)
            .map(word -> word.equals("OUT") ? out.toString() : word)
            .map(word -> word.equals("WINDOW") ? Long.toString(Math.max(LEAST_WINDOW, old)) : word)
            .map(word -> word.equals("--long=LOG") ? "--long=" + log : word)
            .toList());
  }
}
