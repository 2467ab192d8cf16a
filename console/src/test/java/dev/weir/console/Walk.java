package dev.weir.console;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Every kind of page of a console, by following what its pages lead to. */
final class Walk {
  /** Pages of one kind, such as a device's, that are looked at. */
  private static final int MOST_OF_A_KIND = 4;

  private static final String PART = "part:";

  private Walk() {}

  /** Pages and parts of pages, by address; fails where one is not to be had. */
  static Map<String, Document> over(Served served) {
    Map<String, Document> pages = new LinkedHashMap<>();
    Map<String, Integer> kinds = new HashMap<>();
    Deque<String> next = new ArrayDeque<>();
    next.add("/console");
    while (!next.isEmpty()) {
      String path = next.remove();
      if (pages.containsKey(path) || kinds.merge(kind(path), 1, Integer::sum) > MOST_OF_A_KIND) {
        continue;
      }
      Document page =
          path.startsWith(PART)
              ? served.page(path.substring(PART.length()), "HX-Request", "true")
              : served.page(path, "Sec-Fetch-Site", "same-origin");
      pages.put(path, page);
      for (Element link : page.select("a[href^=/console]")) {
        String target = link.attr("href");
        next.add(target.contains("#") ? target.substring(0, target.indexOf('#')) : target);
      }
      for (Element later : page.select("[data-own][hx-get]")) {
        next.add(PART + later.attr("hx-get"));
      }
    }
    return pages;
  }

  /** The address without names and values. */
  private static String kind(String path) {
    return path.replaceAll("(?<=/(?:devices|rollouts|why)/)[^/?]+", "*")
        .replaceAll("(?<==)[^&]+", "*");
  }
}
