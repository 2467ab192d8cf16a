package dev.weir.console;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Real Chromium, without a screen, for tests that look at pages. Skips where there is none. */
public final class Browser implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration POLL = Duration.ofMillis(40);
  private static final int HEIGHT = 900;

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /**
   * Starts it.
   *
   * @param profile an empty folder of its own
   */
  public static Browser open(Path profile) {
    Optional<Path> chromium = program("chromium");
    Optional<Path> chromedriver = program("chromedriver");
    assumeTrue(
        chromium.isPresent() && chromedriver.isPresent(),
        "no chromium or chromedriver here; ./weir setup --tests installs them on Debian");
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium.get().toString());
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--hide-scrollbars",
        "--force-color-profile=srgb",
        "--user-data-dir=" + profile);
    options.setAcceptInsecureCerts(true);
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(chromedriver.get().toFile())
            .usingAnyFreePort()
            .build();
    Browser browser = new Browser(new ChromeDriver(service, options));
    browser.resize(1280);
    return browser;
  }

  private static Optional<Path> program(String name) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Goes to an address and signs in where that is asked for. */
  public void visit(URI address, String token) {
    driver.get(address.toString());
    if (!driver.findElements(By.id("token")).isEmpty()) {
      driver.findElement(By.id("token")).sendKeys(token);
      click("button.main");
      await("h1");
    }
    settle();
  }

  /** Waits until the parts that come after the page have come. */
  public void settle() {
    await(
        () ->
            Boolean.TRUE.equals(
                run(
                    "return document.readyState === 'complete'"
                        + " && !document.querySelector('[data-own] > p.muted:only-child')")));
  }

  /** Waits for something. */
  public void await(java.util.function.BooleanSupplier condition) {
    new WebDriverWait(driver, PATIENCE)
        .pollingEvery(POLL)
        .ignoring(StaleElementReferenceException.class)
        .until(ignored -> condition.getAsBoolean());
  }

  /** Waits for an element that is seen. */
  public WebElement await(String selector) {
    await(
        () ->
            driver.findElements(By.cssSelector(selector)).stream()
                .anyMatch(WebElement::isDisplayed));
    return find(selector);
  }

  public WebElement find(String selector) {
    return driver.findElement(By.cssSelector(selector));
  }

  public List<WebElement> all(String selector) {
    return driver.findElements(By.cssSelector(selector));
  }

  public String text(String selector) {
    return find(selector).getText();
  }

  /** Clicks as people do; scrolls there first. */
  public void click(String selector) {
    WebElement element = await(selector);
    run("arguments[0].scrollIntoView({block: 'center'})", element);
    element.click();
  }

  public void type(String selector, String text) {
    WebElement field = await(selector);
    field.clear();
    field.sendKeys(text);
  }

  public Object run(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  public ChromeDriver driver() {
    return driver;
  }

  /** So wide is what pages are drawn in, as on a screen or a telephone. */
  public void resize(int width) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", HEIGHT, "deviceScaleFactor", 1, "mobile", false));
    driver.manage().window().setSize(new Dimension(Math.max(width, 600), HEIGHT));
  }

  /** What the system prefers, light or dark. */
  public void prefer(String scheme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** By how much the page is wider than it is seen. */
  public long overflow() {
    return (Long)
        run("return document.documentElement.scrollWidth - document.documentElement.clientWidth");
  }

  /** The whole page as a picture. */
  public void picture(Path file) {
    try {
      Long height = (Long) run("return Math.ceil(document.documentElement.scrollHeight)");
      Long width = (Long) run("return document.documentElement.clientWidth");
      driver.executeCdpCommand(
          "Emulation.setDeviceMetricsOverride",
          Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
      resize(width.intValue());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the console of the browser says that is more than a remark, since the last time. */
  public List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(LogEntry::getMessage)
        .toList();
  }

  /** Serious and critical findings of axe-core, a line each. */
  public List<String> barriers() {
    return findings("{}");
  }

  /** Those of them that depend on colours. */
  public List<String> contrasts() {
    return findings("{runOnly: ['color-contrast']}");
  }

  @SuppressWarnings("unchecked")
  private List<String> findings(String options) {
    if (!Boolean.TRUE.equals(run("return 'axe' in window"))) {
      run(axe());
    }
    return (List<String>)
        driver.executeAsyncScript(
            """
            const done = arguments[0];
            axe.run({resultTypes: ['violations'], ...%s}).then((found) => done(found.violations
              .filter((v) => v.impact === 'serious' || v.impact === 'critical')
              .flatMap((v) => v.nodes.map((n) =>
                v.id + ': ' + n.target.join(' ') + ' ' + n.failureSummary.replaceAll('\\n', ' ')))));
            """
                .formatted(options));
  }

  private static String axe() {
    try (InputStream in = Browser.class.getResourceAsStream("/axe.min.js")) {
      if (in == null) {
        throw new IllegalStateException("axe.min.js is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    driver.quit();
  }
}
