package dev.weir.arch.planted;

import dev.weir.arch.planted.ring.Other;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/** One violation each, for the rules' own test. */
public final class Impurities {
  private Impurities() {}

  public static final class Reads {
    InputStream now() throws IOException {
      return new FileInputStream("x");
    }
  }

  public static final class Queries {
    java.sql.Connection connection = null;
  }

  public static final class Dials {
    URL address = null;
  }

  public static final class Spawns {
    Object it() throws IOException {
      return new ProcessBuilder("true").start();
    }
  }

  public static final class Logs {
    java.util.logging.Logger log = null;
  }

  public static final class Locks {
    ReentrantLock lock = null;
  }

  public static final class Forks {
    Thread it() {
      return new Thread(() -> {});
    }
  }

  public static final class Parallel {
    long it() {
      return List.of(1).parallelStream().count();
    }
  }

  public static final class AsksTheTime {
    Instant it() {
      return Instant.now();
    }
  }

  public static final class Ticks {
    long it() {
      return System.nanoTime();
    }
  }

  public static final class HasAClock {
    Instant it() {
      return Clock.systemUTC().instant();
    }
  }

  public static final class Rolls {
    double it() {
      return Math.random();
    }
  }

  public static final class Shuffles {
    void it(List<String> names) {
      Collections.shuffle(names);
    }
  }

  public static final class Seeds {
    Random it() {
      return new Random();
    }
  }

  public static final class Rounds {
    double it() {
      return Math.exp(1);
    }
  }

  public static final class Salts {
    Set<Integer> it() {
      return Set.of(1, 2);
    }
  }

  public static final class Collects {
    Set<Integer> it() {
      return List.of(1, 2).stream().collect(Collectors.toSet());
    }
  }

  public static final class Iterates {
    private final Map<String, String> byName = new HashMap<>();

    List<String> it() {
      return List.copyOf(byName.values());
    }
  }

  /** Closes a circle with another package. */
  public static final class Circular {
    Other other = null;
  }

  public static final class Innocent {
    private final Map<String, URI> byName = new HashMap<>();
    private final TreeMap<String, URI> ordered = new TreeMap<>();

    long it(Instant now, Random chance) {
      byName.putAll(ordered);
      ordered.values().forEach(uri -> byName.put("a", uri));
      System.arraycopy(new byte[1], 0, new byte[1], 0, 1);
      return Math.max(Math.round(StrictMath.exp(1)), now.toEpochMilli())
          + chance.nextInt()
          + Map.of().size();
    }
  }
}
