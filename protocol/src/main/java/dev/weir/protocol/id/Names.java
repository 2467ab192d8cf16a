package dev.weir.protocol.id;

import java.util.regex.Pattern;

/** The one grammar of names: safe as an MQTT topic level, a URI segment and a file name. */
final class Names {
  /** Longest name, in characters. */
  static final int MAX = 63;

  /** Between a tenant and a name; unreserved in URIs (RFC 3986, section 2.3) and not in a name. */
  static final char SEPARATOR = '~';

  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9._-]{0,61}[a-z0-9])?");

  private Names() {}

  static void check(String kind, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          kind
              + " must be 1 to "
              + MAX
              + " of a-z 0-9 . _ - and begin and end with a letter or digit; found \""
              + shortened(name)
              + '"');
    }
  }

  private static String shortened(String text) {
    return text.length() <= MAX ? text : text.substring(0, MAX) + "...";
  }
}
