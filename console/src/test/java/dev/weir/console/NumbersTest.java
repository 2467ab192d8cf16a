package dev.weir.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A number leads to just those devices that it counts, wherever it stands. */
class NumbersTest {
  private static final Pattern NUMBER = Pattern.compile("([0-9][0-9,]*)(?: .*)?");
  private static final String LIST = "/console/(devices|rollouts/[^/]+/targets)(\\?.*)?";

  @TempDir private Path folder;
  private final FixtureFleet.Global fleet = new FixtureFleet.Global("", false);
  private Served global;
  private Served north;
  private Served south;

  @BeforeEach
  void open() throws IOException {
    Clock clock = Clock.fixed(Things.NOW, ZoneOffset.UTC);
    global = new Served(folder, clock, console -> console.global(fleet));
    FixtureFleet.Region northern = new FixtureFleet.Region(Things.NORTH, "", false);
    FixtureFleet.Region southern = new FixtureFleet.Region(Things.SOUTH, "", false);
    north = new Served(folder, clock, console -> console.region(Things.NORTH, northern));
    south = new Served(folder, clock, console -> console.region(Things.SOUTH, southern));
    fleet.apis = Map.of(Things.NORTH, north.address(), Things.SOUTH, south.address());
    List.of(global, north, south).forEach(served -> served.signIn(Served.TOKEN));
  }

  @AfterEach
  void stop() {
    List.of(global, north, south).forEach(Served::close);
  }

  /** A link on a number, and the number. */
  private record Lead(String address, int count, String where) {}

  private static List<Lead> leads(Served served) {
    Set<String> seen = new LinkedHashSet<>();
    List<Lead> leads = new ArrayList<>();
    Walk.over(served)
        .forEach(
            (where, page) -> {
              for (Element link : page.select("a[href]")) {
                Matcher number = NUMBER.matcher(link.text());
                if (number.matches() && seen.add(link.attr("href") + ' ' + number.group(1))) {
                  int count = Integer.parseInt(number.group(1).replace(",", ""));
                  leads.add(new Lead(link.attr("href"), count, where + ": " + link.text()));
                }
              }
            });
    return leads;
  }

  /** How many a list has on all of its pages. */
  private static int listed(Served served, String address) {
    int rows = 0;
    String next = address;
    while (!next.isEmpty()) {
      Document page = served.page(next);
      Element part = page.selectFirst("[data-own][hx-get]");
      if (part != null) {
        page = served.page(part.attr("hx-get"), "HX-Request", "true");
      }
      rows += page.select("tbody tr[id^=device-], tbody tr[id^=target-]").size();
      Element later = page.selectFirst("a[rel=next]");
      next = later == null ? "" : later.attr("href");
    }
    return rows;
  }

  private static Map<String, String> wrong(Served served, List<Lead> leads) {
    Map<String, String> wrong = new LinkedHashMap<>();
    for (Lead lead : leads) {
      int listed = lead.address().matches(LIST) ? listed(served, lead.address()) : -1;
      if (listed != lead.count()) {
        wrong.put(lead.where(), lead.address() + " lists " + listed);
      }
    }
    return wrong;
  }

  @Test
  void onEveryPageOfARegion() {
    List<Lead> leads = leads(north);
    assertThat(leads).hasSizeGreaterThan(40);
    assertThat(wrong(north, leads)).isEmpty();
  }

  /** Who is connected only regions know: there global's number leads on to. */
  @Test
  void onEveryPageOfGlobal() {
    List<Lead> leads = leads(global);
    List<Lead> abroad = leads.stream().filter(l -> l.address().startsWith("https")).toList();
    List<Lead> online = leads.stream().filter(l -> l.address().equals("/console/regions")).toList();
    List<Lead> own = new ArrayList<>(leads);
    own.removeAll(abroad);
    own.removeAll(online);
    assertThat(own).hasSizeGreaterThan(60);
    assertThat(wrong(global, own)).isEmpty();

    assertThat(online).extracting(Lead::count).containsExactly(Pumps.online(Pumps.all()));
    assertThat(abroad).hasSize(2);
    assertThat(abroad.stream().mapToInt(Lead::count).sum()).isEqualTo(online.get(0).count());
    for (Lead lead : abroad) {
      URI address = URI.create(lead.address());
      Served there = address.getPort() == north.address().getPort() ? north : south;
      String path = address.getPath() + "?" + address.getQuery();
      assertThat(listed(there, path)).as(lead.address()).isEqualTo(lead.count());
    }
  }
}
