package dev.weir.cli.command;

import dev.weir.cli.file.YamlText;
import dev.weir.protocol.wire.Codec;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** {@code -o}, for the commands that have something to show. */
final class OutputOption {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "table|json|yaml",
      description = "How to show it; json and yaml are what the API says. Default: table.")
  private Format format = Format.TABLE;

  Format format() {
    return format;
  }

  /** The value in whole lines. */
  <T> String text(T value, Codec<T> codec, Function<T, String> table) {
    return text(value, codec::toJson, table);
  }

  /** The value in whole lines. */
  <T> String text(T value, Function<T, String> json, Function<T, String> table) {
    return switch (format) {
      case TABLE -> table.apply(value);
      case JSON -> json.apply(value) + "\n";
      case YAML -> YamlText.ofJson(json.apply(value));
    };
  }
}
