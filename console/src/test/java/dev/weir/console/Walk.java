package dev.weir.console;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Every page of a console, by following what its pages lead to. */
final class Walk {
  private static final int MOST = 400;

  private Walk() {}

  /** Pages and parts of pages, by address; fails where one is not to be had. */
  static Map<String, Document> over(Served served) {
    Map<String, Document> pages = new LinkedHashMap<>();
    Deque<String> next = new ArrayDeque<>();
    next.add("/console");
    while (!next.isEmpty() && pages.size() < MOST) {
      String path = next.remove();
      if (pages.containsKey(path)) {
        continue;
      }
      boolean isPart = path.startsWith("part:");
      Document page =
          isPart
              ? served.page(path.substring(5), "HX-Request", "true")
              : served.page(path, "Sec-Fetch-Site", "same-origin");
      pages.put(path, page);
      for (Element link : page.select("a[href^=/console]")) {
        String target = link.attr("href");
        next.add(target.contains("#") ? target.substring(0, target.indexOf('#')) : target);
      }
      for (Element later : page.select("[data-own][hx-get]")) {
        next.add("part:" + later.attr("hx-get"));
      }
    }
    return pages;
  }
}
