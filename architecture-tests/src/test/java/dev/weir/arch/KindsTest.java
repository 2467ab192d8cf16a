package dev.weir.arch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every package says what kind it is, and the table of pure packages says the same. */
class KindsTest {
  private static final Pattern SENTENCE =
      Pattern.compile(
          "\\A/\\*\\*\\s+(?:\\* )?(Pure|Port|Adapter|Driver|Main)\\. .*package ([a-z.]+);.*",
          Pattern.DOTALL);

  /** The first word of each package's Javadoc, by package. */
  private static Map<String, String> sentences() throws IOException {
    Map<String, String> kinds = new TreeMap<>();
    try (Stream<Path> files = Files.find(Path.of(".."), 20, (file, a) -> isPackageInfo(file))) {
      files.sorted().forEach(file -> read(file, kinds));
    }
    return kinds;
  }

  private static boolean isPackageInfo(Path file) {
    return file.endsWith("package-info.java") && file.toString().contains("src/main/java");
  }

  private static void read(Path file, Map<String, String> kinds) {
    try {
      Matcher matcher = SENTENCE.matcher(Files.readString(file));
      assertThat(matcher.matches())
          .as(file + " must begin with a Javadoc sentence of its kind, such as /** Pure. ...")
          .isTrue();
      kinds.put(matcher.group(2), matcher.group(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void theTableOfPurePackagesAgreesWithWhatThePackagesSay() throws IOException {
    Map<String, String> sentences = sentences();
    assertThat(sentences).hasSizeGreaterThan(10);
    sentences.forEach(
        (name, kind) ->
            assertThat(Kinds.isPure(name))
                .as(name + " says " + kind + "; change its sentence, or Kinds.PURE")
                .isEqualTo(kind.equals("Pure")));
  }

  @Test
  void everyPackageWithClassesSaysItsKind() throws IOException {
    Map<String, String> sentences = sentences();
    assertThat(sentences.keySet())
        .containsAll(
            Production.CLASSES.stream()
                .map(type -> type.getPackageName())
                .collect(java.util.stream.Collectors.toCollection(java.util.TreeSet::new)));
  }

  @Test
  void kindsFollowFromNames() throws IOException {
    sentences()
        .forEach(
            (name, kind) -> {
              if (name.matches(".*\\.adapter(\\..*)?")) {
                assertThat(kind).as(name).isEqualTo("Adapter");
              } else if (name.endsWith(".drive")) {
                assertThat(kind).as(name).isEqualTo("Driver");
              } else if (name.endsWith(".app")) {
                assertThat(kind).as(name).isEqualTo("Main");
              }
            });
  }
}
