package dev.weir.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Codec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What stands in {@code golden/} was once sent by some release and is read for ever: a file is
 * never edited. A line is one message: CBOR in hexadecimal, a blank, JSON. A new sample goes to a
 * new line at the end, by {@code mvn -pl protocol test -Dtest=GoldenVectorsTest
 * -Dweir.golden=append}.
 */
class GoldenVectorsTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden");

  static Stream<Tables.Message<?>> messages() {
    return Tables.all().stream();
  }

  @ParameterizedTest
  @MethodSource("messages")
  <T> void everyVectorIsStillReadAndWrittenTheSame(Tables.Message<T> message) throws IOException {
    Codec<T> codec = message.codec();
    for (String line : vectors(message)) {
      int blank = line.indexOf(' ');
      Bytes encoded = Bytes.wrap(HexFormat.of().parseHex(line.substring(0, blank)));
      String json = line.substring(blank + 1);
      T value = codec.decode(encoded);
      assertThat(codec.fromJson(json)).isEqualTo(value);
      assertThat(codec.encode(value)).isEqualTo(encoded);
      assertThat(codec.toJson(value)).isEqualTo(json);
    }
  }

  @ParameterizedTest
  @MethodSource("messages")
  <T> void todaysSamplesAreAmongTheVectors(Tables.Message<T> message) throws IOException {
    List<String> vectors = new ArrayList<>(vectors(message));
    for (T sample : List.of(Samples.full(message), Samples.minimal(message))) {
      String line =
          HexFormat.of().formatHex(message.codec().encode(sample).toArray())
              + " "
              + message.codec().toJson(sample);
      if (!vectors.contains(line) && "append".equals(System.getProperty("weir.golden"))) {
        vectors.add(line);
        Files.createDirectories(FOLDER);
        Files.writeString(file(message), String.join("\n", vectors) + "\n");
      }
      assertThat(vectors).as("append it as the class comment says").contains(line);
    }
  }

  private static Path file(Tables.Message<?> message) {
    return FOLDER.resolve(message + ".txt");
  }

  private static List<String> vectors(Tables.Message<?> message) throws IOException {
    return Files.exists(file(message)) ? Files.readAllLines(file(message)) : List.of();
  }
}
