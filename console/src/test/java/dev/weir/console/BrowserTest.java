package dev.weir.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** Every page in Chromium: nothing to complain of, nothing in the way, nothing cut off. */
class BrowserTest {
  /** Where pictures are put; none: nobody wants to look, and they take time. */
  private static final String PICTURES = System.getProperty("weir.pictures", "");

  private static final List<String> GLOBAL =
      List.of(
          "",
          "/devices",
          "/devices/pump-0007",
          "/releases",
          "/rollouts",
          "/rollouts/spring-update",
          "/rollouts/spring-update/targets",
          "/new-rollout",
          "/regions");
  private static final List<String> REGION =
      List.of("", "/devices", "/devices/pump-0007", "/rollouts", "/rollouts/spring-update");

  @TempDir private static Path folder;
  private static Browser browser;
  private static Served global;
  private static Served region;
  private static final FixtureFleet.Global FLEET = new FixtureFleet.Global("", false);

  @BeforeAll
  static void open() throws IOException {
    browser = Browser.open(folder.resolve("profile"));
    Clock clock = Clock.offset(Clock.systemUTC(), sinceThings());
    global = new Served(folder, clock, console -> console.global(FLEET));
    FixtureFleet.Region cutOff = new FixtureFleet.Region("", false);
    cutOff.globalSince = Things.ago(252);
    region = new Served(folder, clock, console -> console.region(Things.NORTH, cutOff));
  }

  /** The fixtures' time runs on from when the test began. */
  private static Duration sinceThings() {
    return Duration.between(Clock.system(ZoneOffset.UTC).instant(), Things.NOW);
  }

  @AfterAll
  static void close() {
    for (AutoCloseable part : new AutoCloseable[] {browser, global, region}) {
      try {
        if (part != null) {
          part.close();
        }
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static void visit(Served served, String page) {
    browser.visit(URI.create(served.address() + "/console" + page), Served.TOKEN);
  }

  /** Each page is loaded once, and looked at light, dark and narrow. */
  private static void look(Served served, String tier, List<String> pages) {
    List<String> found = new ArrayList<>();
    for (String page : pages) {
      String where = tier + page;
      String name = tier + (page.isEmpty() ? "-overview" : page.replace('/', '-'));
      visit(served, page);
      browser.barriers().forEach(barrier -> found.add(where + " light " + barrier));
      found.addAll(cutOff(where + " at 1280"));
      picture(name + "-light-1280");
      browser.prefer("dark");
      browser.contrasts().forEach(barrier -> found.add(where + " dark " + barrier));
      picture(name + "-dark-1280");
      browser.resize(390);
      found.addAll(cutOff(where + " at 390"));
      picture(name + "-dark-390");
      browser.resize(1280);
      browser.prefer("light");
      browser.complaints().forEach(complaint -> found.add(where + " " + complaint));
    }
    assertThat(found).isEmpty();
  }

  private static void picture(String name) {
    if (!PICTURES.isEmpty()) {
      browser.picture(Path.of(PICTURES, name + ".png"));
    }
  }

  private static List<String> cutOff(String where) {
    long overflow = browser.overflow();
    return overflow > 0 ? List.of(where + " is " + overflow + " px too wide") : List.of();
  }

  @Test
  void globalsPagesAreSound() {
    look(global, "global", GLOBAL);
  }

  @Test
  void aRegionsPagesAreSound() {
    look(region, "region", REGION);
  }

  @Test
  void thePageForSigningInIsSound() {
    browser.driver().manage().deleteAllCookies();
    browser.driver().get(global.address() + "/console/sign-in");
    assertThat(browser.barriers()).isEmpty();
    picture("sign-in");
  }

  @Test
  void aPageRenewsItselfAndFocusAndWhatIsHalfWrittenStay() {
    visit(global, "/rollouts/spring-update");
    browser.click("#command-pause summary");
    browser.type("#reason-pause", "half");
    WebElement part = browser.find("#wave-2");
    browser.run(
        "window.renewed = 0;"
            + " document.addEventListener('htmx:afterSwap', () => { window.renewed++; });"
            + " htmx.trigger(document.body, 'live')");
    browser.await(() -> ((Number) browser.run("return window.renewed")).intValue() > 0);
    WebElement focused = browser.driver().switchTo().activeElement();
    assertThat(focused.getAttribute("id")).isEqualTo("reason-pause");
    focused.sendKeys("-written");
    assertThat(focused.getDomProperty("value")).isEqualTo("half-written");
    assertThat(part.isDisplayed()).as("the same element as before").isTrue();
  }

  @Test
  void keysLeadToPagesAndToTheField() {
    visit(global, "");
    browser.find("body").sendKeys("/");
    assertThat(browser.driver().switchTo().activeElement().getAttribute("id")).isEqualTo("search");
    browser.driver().switchTo().activeElement().sendKeys("pump-0003", Keys.ENTER);
    browser.await(() -> browser.driver().getCurrentUrl().endsWith("/devices/pump-0003"));
    browser.find("body").sendKeys("g");
    browser.find("body").sendKeys("r");
    browser.await(() -> browser.driver().getCurrentUrl().endsWith("/rollouts"));
    browser.find("body").sendKeys(Keys.TAB);
    assertThat(browser.driver().switchTo().activeElement().getText()).startsWith("Skip");
  }

  @Test
  void theSwitchTurnsLightToDarkAndBack() {
    browser.prefer("light");
    visit(global, "/regions");
    browser.click("button[name=theme][value=dark]");
    browser.await("button[name=theme][value=light]");
    assertThat(browser.driver().getCurrentUrl()).endsWith("/regions");
    assertThat(browser.find("body").getCssValue("background-color")).contains("15, 21, 20");
    browser.click("button[name=theme][value=light]");
    browser.await("button[name=theme][value=dark]");
    browser.driver().manage().deleteCookieNamed("__Host-weir-global-theme");
  }

  @Test
  void aRolloutIsPlannedStartedPausedAndResumedByClicks() {
    visit(global, "/new-rollout");
    browser.type("#rollout", "by-clicks");
    browser.click("#do-plan");
    browser.click("#do-start");
    browser.await(() -> browser.driver().getCurrentUrl().endsWith("/rollouts/by-clicks"));
    browser.click("#command-pause summary");
    browser.type("#reason-pause", "lunch");
    browser.click("#do-pause");
    browser.await("#command-resume");
    assertThat(browser.text("h1 .badge")).isEqualTo("paused");
    browser.click("#command-resume summary");
    browser.click("#do-resume");
    browser.await("#command-pause");
    assertThat(FLEET.told)
        .contains("start by-clicks", "PAUSE by-clicks lunch", "RESUME by-clicks ");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void aServerThatIsGoneIsTold() throws IOException {
    Served brief = new Served(folder, Clock.systemUTC(), console -> console.global(FLEET));
    visit(brief, "/releases");
    assertThat(browser.driver().findElement(By.id("lost")).isDisplayed()).isFalse();
    brief.close();
    browser.await("#lost");
    browser.complaints();
  }
}
