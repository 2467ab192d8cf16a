package dev.weir.cli.text;

/** A screen in place of the one before, in the control sequences of ECMA-48. */
public final class Redraw {
  private static final String CLEAR = "\u001b[2J\u001b[H";
  private static final String HOME = "\u001b[H";
  private static final String END_OF_LINE = "\u001b[K";
  private static final String BELOW = "\u001b[J";

  private Redraw() {}

  /** The first one: on an empty terminal. */
  public static String first(String screen) {
    return CLEAR + screen;
  }

  /** Any later one: written over the old lines, so that nothing flickers. */
  public static String next(String screen) {
    return HOME + screen.replace("\n", END_OF_LINE + "\n") + BELOW;
  }
}
