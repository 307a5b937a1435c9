package io.coinslot.billing.delivery.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.billing.LocalBilling;
import io.coinslot.billing.delivery.WebhookSender;
import io.coinslot.billing.payment.MarketFact;
import io.coinslot.billing.purchase.PurchaseId;
import io.coinslot.billing.purchase.Webhook;
import io.coinslot.billing.purchase.WebhookStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What games get, with what they need to put it in order. */
class WrittenWebhooksTest {
    private static final Money AMOUNT = Money.parse("KRW 1200");
    private static final MarketFact OPENED = new MarketFact.ChargebackOpened("d1", AMOUNT, null);
    private static final MarketFact WON = new MarketFact.ChargebackClosed("d1", AMOUNT, true);
    /** The example game is tested with these: they are what billing writes. */
    private static final Path OF_THE_EXAMPLE_GAME = Path.of("../example-game/src/test/resources/webhooks");

    private final LocalBilling billing = new LocalBilling();

    @Test
    void theExampleGameIsTestedWithWhatIsWritten() throws IOException {
        PurchaseId id = billing.paid();
        billing.runTasks();
        billing.tell(id, OPENED);
        billing.runTasks();
        billing.tell(id, WON);
        billing.runTasks();
        billing.tell(id, LocalBilling.refunded("r1", "KRW 200"));
        billing.runTasks();
        billing.tell(id, LocalBilling.refunded("r2", "KRW 1000"));
        billing.runTasks();
        List<String> written = billing.game.received().stream()
                .map(WebhookSender.Message::body)
                .toList();
        assertThat(written).hasSize(5);
        for (int number = 1; number <= written.size(); number++) {
            assertThat(Files.readString(OF_THE_EXAMPLE_GAME.resolve(number + ".json")))
                    .isEqualToIgnoringNewLines(written.get(number - 1));
        }
    }

    /**
     * Two of them are announced by one change, of which the second is made of what the first has left. What asks for the
     * goods is the newest: a game that has heard of a newer one may pass it over.
     */
    @Test
    void eachWebhookShowsAHigherVersionThanThoseBeforeIt() {
        billing.game.answers(200, "");
        PurchaseId id = billing.paid();
        billing.tell(id, OPENED);
        billing.tell(id, WON);
        assertThat(billing.purchase(id).webhooks())
                .extracting(Webhook::type)
                .containsExactly("purchase.paid", "purchase.charged_back", "purchase.reinstated", "purchase.paid");
        List<Long> versions = billing.purchase(id).webhooks().stream()
                .map(webhook -> version(webhook.body()))
                .toList();
        assertThat(versions).isSorted().doesNotHaveDuplicates();
        assertThat(versions.getLast())
                .isEqualTo(billing.purchases.find(id.value()).version());
        assertThat(billing.purchase(id).webhooks())
                .filteredOn(webhook -> webhook.type().equals("purchase.reinstated"))
                .extracting(webhook ->
                        json(webhook.body()).at("/data/delivery/status").asString())
                .containsExactly("PENDING");
    }

    @Test
    void aWebhookShowsTheSameVersionAtEachAttempt() {
        billing.game.answers(503, "");
        billing.paid();
        billing.runTasks();
        billing.clock.advance(Duration.ofMinutes(1));
        billing.runTasks();
        assertThat(billing.game.received())
                .hasSize(2)
                .extracting(message -> version(message.body()))
                .containsOnly(3L);
    }

    @Test
    void whatALaterOneHasMadeUntrueIsNotSentAgain() {
        PurchaseId id = billing.completed();
        billing.game.answersNext(503, "");
        billing.tell(id, OPENED);
        billing.runTasks();
        billing.tell(id, WON);
        billing.runTasks();
        billing.clock.advance(Duration.ofMinutes(1));
        billing.runTasks();
        assertThat(types()).containsExactly("purchase.paid", "purchase.charged_back", "purchase.reinstated");
        assertThat(billing.purchase(id).webhook(2).orElseThrow().status()).isEqualTo(WebhookStatus.DROPPED);
    }

    /** The money is gone by a refund, which the game has yet to hear of. */
    @Test
    void whatIsStillSoIsSentAgainWhateverCameLater() {
        PurchaseId id = billing.completed();
        billing.game.answersNext(503, "");
        billing.tell(id, LocalBilling.refunded("r1", "KRW 1200"));
        billing.runTasks();
        billing.tell(id, OPENED);
        billing.tell(id, WON);
        billing.runTasks();
        billing.clock.advance(Duration.ofMinutes(1));
        billing.runTasks();
        assertThat(types()).endsWith("purchase.refunded");
        assertThat(billing.purchase(id).webhooks()).extracting(Webhook::status).containsOnly(WebhookStatus.ACCEPTED);
    }

    private List<String> types() {
        return billing.game.received().stream()
                .map(message -> json(message.body()).path("type").asString(""))
                .toList();
    }

    private static long version(String body) {
        return json(body).at("/data/version").asLong(-1);
    }

    private static JsonNode json(String body) {
        return JsonMapper.shared().readTree(body);
    }
}
