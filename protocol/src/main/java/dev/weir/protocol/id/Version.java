package dev.weir.protocol.id;

import java.util.regex.Pattern;

/**
 * What people call a release. Versions are only equal or not; which of two releases is newer is
 * said by the manifest's counter.
 */
public record Version(String text) {
  private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,63}");

  public Version {
    if (!VERSION.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "version must be 1 to 64 of A-Z a-z 0-9 . _ + - and begin with a letter or digit");
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
