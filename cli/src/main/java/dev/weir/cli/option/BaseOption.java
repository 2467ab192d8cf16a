package dev.weir.cli.option;

import dev.weir.protocol.id.Version;

/**
 * An image in the field: {@code FILE:VERSION}, or {@code FILE} alone, whose name without its ending
 * then stands for the version.
 */
public record BaseOption(String file, Version version) {
  public static BaseOption parse(String text) {
    int colon = text.lastIndexOf(':');
    String file = colon < 0 ? text : text.substring(0, colon);
    String version = colon < 0 ? stem(text) : text.substring(colon + 1);
    if (file.isEmpty()) {
      throw new IllegalArgumentException("a base is FILE:VERSION; found \"" + text + '"');
    }
    try {
      return new BaseOption(file, new Version(version));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "a base is FILE:VERSION; found \"" + text + "\": " + e.getMessage(), e);
    }
  }

  private static String stem(String file) {
    String name = file.substring(file.lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
