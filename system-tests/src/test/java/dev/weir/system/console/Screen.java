package dev.weir.system.console;

import dev.weir.console.Browser;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** A page as it stood in the browser, its scripts included; and how the consoles write amounts. */
record Screen(Document page) {
  private static final List<String> UNITS = List.of("B", "kB", "MB", "GB");
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  static Screen of(Browser browser) {
    return new Screen(
        Jsoup.parse(String.valueOf(browser.run("return document.documentElement.outerHTML"))));
  }

  /** The text of what a selector finds first; empty where it finds nothing. */
  String text(String selector) {
    Element found = page.selectFirst(selector);
    return found == null ? "" : found.text();
  }

  /** A table's cell: of the row with an id, under a column's head. */
  String cell(String row, String column) {
    return text("[id='" + row + "'] [data-label='" + column + "']");
  }

  /** The texts of all that a selector finds. */
  List<String> texts(String selector) {
    return page.select(selector).eachText();
  }

  /** The value beside a term, among the facts of an element. */
  String fact(String within, String term) {
    for (Element name : page.select(within + " dt")) {
      if (name.text().equals(term) && name.nextElementSibling() != null) {
        return name.nextElementSibling().text();
      }
    }
    return "";
  }

  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  static String bytes(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 999.95 && unit < UNITS.size() - 1) {
      value /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, UNITS.get(unit));
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  static String moment(Instant at) {
    return MOMENT.format(at);
  }
}
