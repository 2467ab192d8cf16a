package dev.weir.builder.bench.drive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.protocol.id.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairTest {
  @TempDir Path folder;

  private Path write(String name, String... files) throws IOException {
    Path inside = Files.createDirectory(folder.resolve(name));
    for (String file : files) {
      Files.writeString(inside.resolve(file), name + file);
    }
    return inside;
  }

  @Test
  void areTheFoldersByName() throws IOException {
    write("b", "old", "new");
    write("a", "old", "new", "notes");
    Files.writeString(folder.resolve("README"), "");
    assertThat(Pair.in(folder)).extracting(Pair::name).containsExactly("a", "b");
    assertThat(Pair.in(folder).get(0).imageDigest()).isEqualTo(Digest.of("anew".getBytes(UTF_8)));
    assertThat(Pair.in(folder).get(0).oldDigest()).isEqualTo(Digest.of("aold".getBytes(UTF_8)));
  }

  @Test
  void aFolderMustHoldSome() throws IOException {
    assertThatThrownBy(() -> Pair.in(folder)).hasMessageContaining("holds no pair; it must hold");
    assertThatThrownBy(() -> Pair.in(folder.resolve("none")))
        .isInstanceOf(NoSuchFileException.class);
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> Pair.in(file)).hasMessageContaining("is no folder; give one");
  }

  @Test
  void halfAPairIsNamed() throws IOException {
    Path inside = write("half", "old");
    assertThatThrownBy(() -> Pair.in(folder))
        .hasMessage(inside + ": has no file new; a pair has old and new");
    Files.createDirectory(inside.resolve("new"));
    assertThatThrownBy(() -> Pair.in(folder)).hasMessageContaining("has no file new");
  }
}
