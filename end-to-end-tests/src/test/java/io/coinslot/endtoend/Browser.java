package io.coinslot.endtoend;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.remote.RemoteWebDriver;

/** A headless Chromium, as Debian packages it. Nothing is downloaded, and its profile ends with it. */
final class Browser implements AutoCloseable {
    private static final List<String> FLAGS = List.of(
            "--headless=new",
            // Containers have no user namespaces and little shared memory; the page is our own.
            "--no-sandbox",
            "--disable-dev-shm-usage",
            "--disable-gpu",
            "--disable-background-networking",
            "--lang=en-US",
            "--window-size=1280,1100");

    private final ChromeDriverService service;
    private final RemoteWebDriver driver;

    Browser() {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(required("chromium", "chromium"));
        options.addArguments(FLAGS);
        LoggingPreferences logging = new LoggingPreferences();
        logging.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logging);
        service = new ChromeDriverService.Builder()
                .usingDriverExecutable(required("chromedriver", "chromium-driver"))
                .usingAnyFreePort()
                .withEnvironment(Map.of())
                .build();
        driver = started(options);
    }

    private RemoteWebDriver started(ChromeOptions options) {
        try {
            service.start();
            return new RemoteWebDriver(service.getUrl(), options, false);
        } catch (IOException | RuntimeException e) {
            service.stop();
            throw new IllegalStateException("the browser does not start", e);
        }
    }

    private static File required(String program, String debianPackage) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            Path candidate = Path.of(folder, program);
            if (Files.isExecutable(candidate)) {
                return candidate.toFile();
            }
        }
        throw new IllegalStateException("The browser test needs the program " + program
                + ", which is not on the path: install Debian's package " + debianPackage + " (apt-get install "
                + debianPackage + ")");
    }

    void open(String address) {
        driver.get(address);
    }

    List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    WebElement one(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    /** All visible text of an element; empty if it is not there or was just replaced. */
    String text(String selector) {
        Object text = driver.executeScript("return document.querySelector(arguments[0])?.innerText ?? ''", selector);
        return String.valueOf(text);
    }

    WebElement focused() {
        return driver.switchTo().activeElement();
    }

    /** Presses the tab key until an element is focused that the selector fits. */
    void tabTo(String selector) {
        for (int presses = 0; presses < 60; presses++) {
            focused().sendKeys(Keys.TAB);
            Object fits = driver.executeScript("return document.activeElement.matches(arguments[0])", selector);
            if (Boolean.TRUE.equals(fits)) {
                return;
            }
        }
        throw new AssertionError("the keyboard does not lead to " + selector);
    }

    /** What the page and the browser complained about so far. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    byte[] picture() {
        return driver.getScreenshotAs(OutputType.BYTES);
    }

    @Override
    public void close() {
        driver.quit();
        service.stop();
    }
}
