package io.sagasuite.systemtests.observability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/// A Chromium of this machine without a window, with a profile that nobody has used before.
final class Browser implements AutoCloseable {

  private static final List<String> PROGRAMS =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final List<String> DRIVERS = List.of("chromedriver");

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  static boolean isHere() {
    return program().isPresent() && driver().isPresent();
  }

  /// @param log for what the browser and its driver have to say
  static Browser start(Path log) {
    var service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(driver().orElseThrow().toFile())
            .usingAnyFreePort()
            .withLogFile(log.toFile())
            .build();
    var options =
        new ChromeOptions()
            .setBinary(program().orElseThrow().toFile())
            .addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--window-size=1560,2500");
    return new Browser(new ChromeDriver(service, options));
  }

  /// Returns as soon as the page is loaded; its scripts may still be at work then.
  void visit(String url) {
    driver.get(url);
  }

  /// The texts of all elements that a CSS selector finds now.
  List<String> texts(String selector) {
    return driver.findElements(By.cssSelector(selector)).stream().map(WebElement::getText).toList();
  }

  void photograph(Path picture) throws IOException {
    Files.write(picture, driver.getScreenshotAs(OutputType.BYTES));
  }

  @Override
  public void close() {
    driver.quit();
  }

  private static Optional<Path> program() {
    return Program.find(PROGRAMS);
  }

  private static Optional<Path> driver() {
    return Program.find(DRIVERS);
  }
}
