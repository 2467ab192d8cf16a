package dev.weir.system.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.console.Browser;
import dev.weir.system.process.Api;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Holds what a page shows against what the same controller's API says. Both go on while one looks:
 * they are read anew, a few times, until they agree.
 */
record Agreement(World world, Api console) {
  private static final int TIMES = 8;

  /** Values of the API by name, and where the page shows each. */
  static final class Values {
    private final Map<String, String> said = new TreeMap<>();
    private final Map<String, Function<Screen, String>> shown = new TreeMap<>();

    /** The page has to show this there. */
    Values at(String selector, String value) {
      return put(selector, value, screen -> screen.text(selector));
    }

    /** A row of a table has to show this under a column. */
    Values in(String row, String column, String value) {
      return put(row + " " + column, value, screen -> screen.cell(row, column));
    }

    Values put(String name, String value, Function<Screen, String> where) {
      said.put(name, value);
      shown.put(name, where);
      return this;
    }

    private Map<String, String> on(Screen screen) {
      Map<String, String> values = new TreeMap<>();
      shown.forEach((name, where) -> values.put(name, where.apply(screen)));
      return values;
    }
  }

  /** Fails where they do not agree; and where the browser complains, or axe finds a barrier. */
  Screen on(String page, Supplier<Values> api) {
    Browser browser = world.browser();
    browser.complaints(); // Of other pages; each is told once.
    Values values = api.get();
    Screen screen = world.look(console, page);
    for (int i = 1; i < TIMES && !values.on(screen).equals(values.said); i++) {
      values = api.get();
      screen = world.look(console, page);
    }
    assertThat(values.on(screen)).as(page).isEqualTo(values.said);
    assertThat(values.said).as("something was compared").isNotEmpty();
    assertThat(browser.complaints()).as("the browser's log at %s", page).isEmpty();
    assertThat(browser.barriers()).as("axe at %s", page).isEmpty();
    return screen;
  }
}
