package io.coinslot.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The example game's page as a player sees it, in a real browser against the running stack. */
@ExtendWith(StackExtension.class)
class BuyOnThePageE2E {
    private static final String GEMS = "button[aria-label^='Buy 100 gems']";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Browser browser;

    @BeforeEach
    void openThePage(RunningStack stack) {
        browser = new Browser();
        browser.open(stack.connection().path("exampleGame").stringValue());
        await().atMost(PATIENCE).until(() -> !browser.all(GEMS).isEmpty());
    }

    @AfterEach
    void closeThePage(TestInfo test) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "pages"));
        Files.write(folder.resolve(test.getTestMethod().orElseThrow().getName() + ".png"), browser.picture());
        browser.close();
    }

    @Test
    void showsWhatIsForSaleInTheChosenCurrency() {
        assertThat(browser.text("#products")).contains("100 gems", "Currency");
        assertThat(browser.one(GEMS).getText()).contains("1,200");
        awaitText("#inventory", "Nothing yet");
        awaitText("#purchases", "None yet");

        choose("currency", "USD");
        assertThat(browser.one(GEMS).getText()).contains("$0.99");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void sellsAndDeliversThroughGooglePlay() {
        browser.one(GEMS).click();
        awaitSheet();
        assertThat(browser.text("#sheet")).contains("Google Play", "100 gems", "1,200");
        browser.one("[data-choice=PURCHASED]").click();

        awaitText("#purchases", "Completed");
        awaitText("#inventory", "100");
        awaitText("#activity", "Coinslot");
        assertThat(browser.one("#sheet").isDisplayed()).isFalse();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void sellsAndRefundsThroughStripe() {
        choose("market", "stripe");
        choose("currency", "USD");
        browser.one(GEMS).click();
        awaitSheet();
        assertThat(browser.text("#sheet")).contains("Stripe", "$0.99");
        browser.one("[data-choice=PURCHASED]").click();
        awaitText("#purchases", "Completed");

        browser.one("#purchases button[aria-label^='Refund']").click();
        awaitText("#purchases", "Refunded");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void saysThatACardWasDeclinedAndDeliversNothing() {
        choose("market", "stripe");
        choose("currency", "USD");
        browser.one(GEMS).click();
        awaitSheet();
        browser.one("[data-choice=DECLINED]").click();

        awaitText("#purchases", "Declined");
        awaitText("#status", "The store said no");
        assertThat(browser.text("#inventory")).contains("Nothing yet");
        assertThat(browser.complaints()).isEmpty();
    }

    /** At the App Store the device holds nothing until a parent agrees; at Google Play it has a token to hand in. */
    @ParameterizedTest
    @ValueSource(strings = {"google-play", "app-store"})
    void leavesAPaymentForLaterAndDeliversOnceItIsMade(String market) {
        choose("market", market);
        browser.one(GEMS).click();
        awaitSheet();
        browser.one("[data-choice=PENDING]").click();
        awaitText("#status", "comes once it is paid");
        awaitText("#purchases", "Pay it now");
        assertThat(browser.text("#inventory")).contains("Nothing yet");

        browser.one("#purchases button[aria-label^='Pay it now']").click();
        awaitText("#purchases", "Completed");
        awaitText("#inventory", "100");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void offersOnlyWhatTheStoreCanDo() {
        choose("market", "one-store");
        browser.one(GEMS).click();
        awaitSheet();
        assertThat(browser.one("[data-choice=PENDING]").isDisplayed()).isFalse();
        browser.one("[data-choice=PURCHASED]").click();
        awaitText("#purchases", "Completed");
        assertThat(browser.all("#purchases button")).isEmpty();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void canBeUsedByKeyboardAlone() {
        browser.tabTo(GEMS);
        browser.focused().sendKeys(Keys.ENTER);
        awaitSheet();
        // A modal dialog keeps the focus, and Escape closes it: the purchase is cancelled.
        assertThat(browser.focused().getDomAttribute("data-choice")).isNotNull();
        browser.focused().sendKeys(Keys.ESCAPE);
        awaitText("#purchases", "Cancelled");
        assertThat(browser.one("#sheet").isDisplayed()).isFalse();

        browser.tabTo(GEMS);
        browser.focused().sendKeys(Keys.SPACE);
        awaitSheet();
        browser.tabTo("[data-choice=PURCHASED]");
        browser.focused().sendKeys(Keys.ENTER);
        awaitText("#purchases", "Completed");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void showsEachPlayerTheirOwn() {
        browser.one(GEMS).click();
        awaitSheet();
        browser.one("[data-choice=CANCEL]").click();
        awaitText("#purchases", "Cancelled");

        WebElement player = browser.one("#player");
        player.clear();
        player.sendKeys("somebody-else", Keys.ENTER);
        awaitText("#purchases", "None yet");
        assertThat(browser.complaints()).isEmpty();
    }

    private void choose(String group, String value) {
        browser.one("input[name=" + group + "][value=" + value + "]").sendKeys(Keys.SPACE);
    }

    private void awaitSheet() {
        await().atMost(PATIENCE).until(() -> browser.one("#sheet").isDisplayed());
    }

    private void awaitText(String selector, String text) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(browser.text(selector)).contains(text));
    }
}
