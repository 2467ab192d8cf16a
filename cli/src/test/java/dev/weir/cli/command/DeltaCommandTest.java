package dev.weir.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeltaCommandTest extends CliFixture {
  private Path old = Path.of("");
  private Path image = Path.of("");
  private Path delta = Path.of("");

  @BeforeEach
  void write() throws IOException {
    byte[] content = new byte[20_000];
    new SplittableRandom(1).nextBytes(content);
    old = Files.write(temp.resolve("old.img"), content);
    content[5000]++;
    image = Files.write(temp.resolve("new.img"), content);
    delta = temp.resolve("new.delta");
  }

  private int build() {
    return run("delta", "build", old.toString(), image.toString(), "-o", delta.toString());
  }

  @Test
  void aDeltaIsBuiltInspectedAndApplied() throws IOException {
    assertThat(build()).as(complained()).isZero();
    assertThat(Files.size(delta)).isLessThan(300);
    assertThat(run("delta", "inspect", delta.toString())).isZero();
    assertThat(printed())
        .contains("image   20.0 kB, digest ")
        .contains("memory  1.8 MB to decode it");
    Path made = temp.resolve("made.img");
    assertThat(run("delta", "apply", old.toString(), delta.toString(), "-o", made.toString()))
        .as(complained())
        .isZero();
    assertThat(made).hasSameBinaryContentAs(image);
  }

  @Test
  void whatDoesNotFitIsRefusedAndNothingIsWritten() throws IOException {
    assertThat(build()).isZero();
    Path made = temp.resolve("made.img");
    assertThat(run("delta", "apply", image.toString(), delta.toString(), "-o", made.toString()))
        .isEqualTo(1);
    assertThat(complained()).contains("payload at byte 16: is for the base ");
    assertThat(run("delta", "inspect", old.toString())).isEqualTo(1);
    assertThat(complained()).contains("payload at byte 0: is no mixed delta");
    byte[] cut = Files.readAllBytes(delta);
    Files.write(delta, java.util.Arrays.copyOf(cut, cut.length - 3));
    assertThat(run("delta", "apply", old.toString(), delta.toString(), "-o", made.toString()))
        .isEqualTo(1);
    assertThat(complained()).contains("the payload ends here, before the image does");
    assertThat(made).doesNotExist();
    assertThat(temp.resolve("made.img.part")).doesNotExist();
  }

  @Test
  void anotherMemoryIsAWrongUsage() {
    assertThat(run("delta", "build", "a", "b", "-o", "c", "--memory", "7M")).isEqualTo(2);
    assertThat(complained()).contains("must be 1M, 2M or 24M; found 7M");
  }
}
