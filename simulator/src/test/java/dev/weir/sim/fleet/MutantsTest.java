package dev.weir.sim.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.sim.check.Invariant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The patches of {@code ./weir mutants} still apply, and leave no invariant without one. */
class MutantsTest {
  private static final Path ROOT = Path.of("..");

  static List<Path> patches() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("mutants"))) {
      return files.filter(file -> file.toString().endsWith(".patch")).sorted().toList();
    }
  }

  private static Invariant invariant(Path patch) throws IOException {
    return Invariant.valueOf(Files.readAllLines(patch).get(0).substring("# invariant: ".length()));
  }

  @Test
  void everyInvariantHasAMutantThatItMustCatch() throws IOException {
    TreeSet<Invariant> caught = new TreeSet<>();
    for (Path patch : patches()) {
      caught.add(invariant(patch));
      assertThat(Files.readAllLines(patch).get(1)).startsWith("# run: --scenario ");
    }
    assertThat(patches()).hasSizeGreaterThanOrEqualTo(12);
    assertThat(caught).containsExactly(Invariant.values());
  }

  @ParameterizedTest
  @MethodSource("patches")
  void everyPatchStillApplies(Path patch) throws IOException {
    List<String> lines = Files.readAllLines(patch);
    String target = "";
    List<String> before = new ArrayList<>();
    int hunks = 0;
    for (String line : lines) {
      boolean starts = line.startsWith("--- ") || line.startsWith("@@ ");
      if (starts && !before.isEmpty()) {
        assertThere(target, before);
        before.clear();
      }
      if (line.startsWith("+++ b/")) {
        target = Files.readString(ROOT.resolve(line.substring(6)));
      } else if (line.startsWith("@@ ")) {
        hunks++;
      } else if (hunks > 0 && !starts && (line.startsWith(" ") || line.startsWith("-"))) {
        before.add(line.substring(1));
      }
    }
    assertThat(hunks).isPositive();
    assertThere(target, before);
  }

  private static void assertThere(String target, List<String> before) {
    assertThat(target)
        .as("the patch no longer applies; make it anew")
        .contains(String.join("\n", before));
  }
}
