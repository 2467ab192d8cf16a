package dev.weir.console.show;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What stands around every page.
 *
 * @param node such as {@code global} or {@code region north}
 * @param sections the pages of its menu
 * @param path of this page, with its query
 * @param csrf what forms send; empty while nobody is signed in
 * @param once what a write that is sent from this page is known by, however often it is sent
 * @param theme light, dark, or empty: as the system has it
 * @param assets what the page loads
 * @param notice about the WAN, at a region
 */
public record Frame(
    String title,
    String node,
    List<Section> sections,
    Optional<Section> section,
    String path,
    String csrf,
    String once,
    String theme,
    Assets assets,
    Optional<Wan> notice,
    Instant now) {

  /** Addresses of what pages load; they change with the content. */
  public record Assets(String style, String htmx, String script, String icon) {}

  /** An entry of the menu; its key follows {@code g}. */
  public enum Section {
    OVERVIEW("Overview", Links.HOME, "o"),
    DEVICES("Devices", Links.DEVICES, "d"),
    ROLLOUTS("Rollouts", Links.ROLLOUTS, "r"),
    RELEASES("Releases", Links.RELEASES, "l"),
    REGIONS("Regions", Links.REGIONS, "n");

    private final String title;
    private final String link;
    private final String key;

    Section(String title, String link, String key) {
      this.title = title;
      this.link = link;
      this.key = key;
    }

    public String title() {
      return title;
    }

    public String link() {
      return link;
    }

    public String key() {
      return key;
    }
  }

  public boolean isSignedIn() {
    return !csrf.isEmpty();
  }

  public boolean isDark() {
    return theme.equals("dark");
  }

  public Frame titled(String text) {
    return new Frame(text, node, sections, section, path, csrf, once, theme, assets, notice, now);
  }

  public Frame titled(String text, Section under) {
    return new Frame(
        text, node, sections, Optional.of(under), path, csrf, once, theme, assets, notice, now);
  }

  public Frame noticing(Wan wan) {
    return new Frame(
        title, node, sections, section, path, csrf, once, theme, assets, Optional.of(wan), now);
  }
}
