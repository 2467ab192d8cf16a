package dev.weir.builder.bench;

import dev.weir.protocol.id.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Sizes of patches that other tools made of known pairs, each decoded and compared when it was
 * taken: for tools that are not installed. The text has one line {@code pair NAME OLD NEW} for each
 * pair, with the SHA-256 of both images, and below it a line for each patch: the tool, the bytes,
 * and {@code small} where its decoder does with 1 MiB. Lines that begin with {@code #} are
 * comments.
 */
public final class KnownPeers {
  private final Map<String, List<PeerFigures>> byPair;

  private KnownPeers(Map<String, List<PeerFigures>> byPair) {
    this.byPair = byPair;
  }

  /** Those that are shipped: {@code peers.txt} beside this class. */
  public static KnownPeers shipped() {
    try (InputStream in = KnownPeers.class.getResourceAsStream("peers.txt")) {
      if (in == null) {
        throw new IllegalStateException("peers.txt is missing");
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads the text.
   *
   * @throws IllegalArgumentException with the number of a line that can't be read
   */
  public static KnownPeers parse(String text) {
    Map<String, List<PeerFigures>> byPair = new TreeMap<>();
    List<PeerFigures> current = new ArrayList<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      String[] words = line.strip().split("\\s+");
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      try {
        if (words[0].equals("pair")) {
          current = new ArrayList<>();
          byPair.put(key(new Digest(words[2]), new Digest(words[3])), current);
        } else {
          current.add(patch(words));
        }
      } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
        throw new IllegalArgumentException("line " + number + " of known peers: " + line, e);
      }
    }
    return new KnownPeers(byPair);
  }

  private static PeerFigures patch(String[] words) {
    boolean isSmall = words.length > 2 && words[2].equals("small");
    if (words.length > 3 || (words.length == 3 && !isSmall)) {
      throw new IllegalArgumentException("may end with small, and with nothing else");
    }
    return new PeerFigures(
        words[0], Long.parseLong(words[1]), isSmall, Optional.empty(), Optional.empty());
  }

  /** The patches of exactly these two images. */
  public List<PeerFigures> of(Digest old, Digest image) {
    return List.copyOf(byPair.getOrDefault(key(old, image), List.of()));
  }

  private static String key(Digest old, Digest image) {
    return old.hex() + image.hex();
  }
}
