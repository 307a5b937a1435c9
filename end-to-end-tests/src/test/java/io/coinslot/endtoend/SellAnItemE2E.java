package io.coinslot.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.coinslot.client.CoinslotException;
import io.coinslot.client.MarketPreference;
import io.coinslot.client.Money;
import io.coinslot.client.NewPurchase;
import io.coinslot.client.NewRefund;
import io.coinslot.client.NewSettlement;
import io.coinslot.client.Platform;
import io.coinslot.client.Purchase;
import io.coinslot.client.PurchaseStatus;
import io.coinslot.client.Receipt;
import io.coinslot.client.Settlement;
import io.coinslot.client.WebhookEvent;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(StackExtension.class)
class SellAnItemE2E {
    private Game game;

    @BeforeAll
    static void beAsPatientAsABusyMachineNeeds() {
        org.awaitility.Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
    }

    @BeforeEach
    void openTheShop(RunningStack stack) throws Exception {
        game = new Game(stack);
    }

    @AfterEach
    void closeTheShop() {
        game.close();
    }

    @Test
    void sellsThroughGooglePlayAndConsumesAfterTheDelivery() {
        Purchase purchase = game.buy("alice", Game.GOOGLE_PLAY);
        JsonNode held = game.payAtGooglePlay(purchase);
        game.submit(purchase, Receipt.purchaseToken(held.path("purchaseToken").stringValue()));
        Purchase completed = game.awaitStatus(purchase, PurchaseStatus.COMPLETED);
        assertThat(completed.payment().marketTransactionId())
                .isEqualTo(held.path("orderId").stringValue());
        assertThat(completed.payment().captured().amount()).isEqualTo("1200");
        assertThat(game.grants.get(purchase.purchaseId())).hasValue(1);
        JsonNode entry = game.simulators
                .ledger("google-play", game.serviceId)
                .get(held.path("orderId").stringValue());
        assertThat(entry.path("consumed").booleanValue()).isTrue();
    }

    @Test
    void sellsThroughStripeEvenIfTheClientBringsNoReceipt() {
        Purchase purchase = game.buy("bob", Game.STRIPE);
        String intent = game.payAtStripe(purchase, "PURCHASED");
        Purchase completed = game.awaitStatus(purchase, PurchaseStatus.COMPLETED);
        assertThat(completed.payment().captured().amount()).isEqualTo("0.99");
        game.submit(purchase, Receipt.paymentIntentId(intent));
        assertThat(game.grants.get(purchase.purchaseId())).hasValue(1);
    }

    @Test
    void takesAMarketForThePlayerIfTheGameNamesNone() {
        Purchase posted = game.client.purchases().create(NewPurchase.on(Platform.ANDROID, "judy", "gem-100"));
        assertThat(posted.market()).isEqualTo(Game.GOOGLE_PLAY);
        assertThat(posted.marketChoice().reason()).isEqualTo("ONLY_CANDIDATE");
        game.submit(
                posted,
                Receipt.purchaseToken(
                        game.payAtGooglePlay(posted).path("purchaseToken").stringValue()));
        game.awaitStatus(posted, PurchaseStatus.COMPLETED);

        game.client
                .services()
                .preferMarkets(
                        game.serviceId, List.of(MarketPreference.on(Platform.WEB, Game.STRIPE, Game.GOOGLE_PLAY)));
        NewPurchase onTheWeb = NewPurchase.on(Platform.WEB, "judy", "gem-100");
        await().until(() ->
                game.client.purchases().create(onTheWeb).marketChoice().reason().equals("PAST_CHOICE"));
        NewPurchase ofAnother = NewPurchase.on(Platform.WEB, "mallory", "gem-100");
        assertThat(game.client.purchases().create(ofAnother).market()).isEqualTo(Game.STRIPE);
    }

    @Test
    void asksTheGameBeforeItAcknowledgesAtTheMarket() {
        game.delivers(false);
        Purchase purchase = game.buy("carol", Game.GOOGLE_PLAY);
        JsonNode held = game.payAtGooglePlay(purchase);
        game.submit(purchase, Receipt.purchaseToken(held.path("purchaseToken").stringValue()));
        game.awaitStatus(purchase, PurchaseStatus.PAID);
        await().until(() -> game.webhooks.stream().anyMatch(WebhookEvent.PurchasePaid.class::isInstance));
        // By the time that another one is acknowledged, which was asked about later, this one would have been as well.
        game.delivers(true);
        Purchase later = game.buy("carol", Game.GOOGLE_PLAY);
        JsonNode heldLater = game.payAtGooglePlay(later);
        game.submit(later, Receipt.purchaseToken(heldLater.path("purchaseToken").stringValue()));
        await().until(() -> isAcknowledged(heldLater));
        assertThat(isAcknowledged(held)).isFalse();
        game.client.purchases().confirmDelivery(purchase.purchaseId());
        game.awaitStatus(purchase, PurchaseStatus.COMPLETED);
    }

    private boolean isAcknowledged(JsonNode held) {
        return game.simulators
                .ledger("google-play", game.serviceId)
                .get(held.path("orderId").stringValue())
                .path("acknowledged")
                .booleanValue();
    }

    @Test
    void isOnePurchaseForOneIdempotencyKey() {
        NewPurchase request = NewPurchase.of("dave", "gem-100", Game.GOOGLE_PLAY);
        Purchase first = game.client.purchases().create(request, "one-key");
        Purchase second = game.client.purchases().create(request, "one-key");
        assertThat(second).isEqualTo(first);
        assertThatThrownBy(() -> game.client.purchases().create(request.withQuantity(2), "one-key"))
                .isInstanceOf(CoinslotException.class)
                .hasMessageContaining("Idempotency-Key");
    }

    @Test
    void refusesAReceiptThatPaidForAnotherPurchase() {
        Purchase paid = game.buy("erin", Game.GOOGLE_PLAY);
        String token = game.payAtGooglePlay(paid).path("purchaseToken").stringValue();
        game.submit(paid, Receipt.purchaseToken(token));
        game.awaitStatus(paid, PurchaseStatus.COMPLETED);
        Purchase greedy = game.buy("erin", Game.GOOGLE_PLAY);
        game.submit(greedy, Receipt.purchaseToken(token));
        awaitRefusal(greedy);
        assertThat(game.grants).doesNotContainKey(greedy.purchaseId());
    }

    @Test
    void refusesAReceiptOfAnotherProductOrUser() {
        Purchase product = game.buy("frank", Game.GOOGLE_PLAY);
        JsonNode otherProduct = game.payAtGooglePlay(product, "productId", "gem_1");
        game.submit(
                product,
                Receipt.purchaseToken(otherProduct.path("purchaseToken").stringValue()));
        Purchase buyer = game.buy("grace", Game.GOOGLE_PLAY);
        Purchase other = game.buy("heidi", Game.GOOGLE_PLAY);
        JsonNode otherBuyer = game.payAtGooglePlay(other);
        game.submit(
                buyer, Receipt.purchaseToken(otherBuyer.path("purchaseToken").stringValue()));
        awaitRefusal(product);
        awaitRefusal(buyer);
    }

    @Test
    void doesNotShowOneGamesPurchaseToAnother(RunningStack stack) throws Exception {
        Purchase purchase = game.buy("ivan", Game.GOOGLE_PLAY);
        try (Game stranger = new Game(stack)) {
            assertThatThrownBy(() -> stranger.client.purchases().get(purchase.purchaseId()))
                    .isInstanceOf(CoinslotException.NotFound.class);
            assertThatThrownBy(() -> stranger.client.purchases().cancel(purchase.purchaseId()))
                    .isInstanceOf(CoinslotException.NotFound.class);
        }
    }

    @Test
    void refundsPartAndNeverMoreThanWasPaid() {
        Purchase purchase = game.buy("judy", Game.STRIPE);
        game.payAtStripe(purchase, "PURCHASED");
        game.awaitStatus(purchase, PurchaseStatus.COMPLETED);
        game.client
                .purchases()
                .refund(purchase.purchaseId(), NewRefund.partial(Money.of("0.60", "USD"), "half of it was broken"));
        assertThatThrownBy(() -> game.client
                        .purchases()
                        .refund(purchase.purchaseId(), NewRefund.partial(Money.of("0.60", "USD"), "the same again")))
                .isInstanceOfSatisfying(
                        CoinslotException.Refused.class,
                        refused -> assertThat(refused.problem().type()).endsWith("/refund-exceeds-captured"));
        Purchase refunded = game.awaitStatus(purchase, PurchaseStatus.PARTIALLY_REFUNDED);
        assertThat(refunded.payment().refunded().amount()).isEqualTo("0.60");
        await().until(() -> game.webhooks.stream().anyMatch(WebhookEvent.PurchaseRefunded.class::isInstance));
    }

    @Test
    void takesARefundFromTheMarketsSide() {
        Purchase purchase = game.buy("kim", Game.GOOGLE_PLAY);
        JsonNode held = game.payAtGooglePlay(purchase);
        game.submit(purchase, Receipt.purchaseToken(held.path("purchaseToken").stringValue()));
        game.awaitStatus(purchase, PurchaseStatus.COMPLETED);
        game.simulators.post(
                "/control/google-play/refunds",
                Simulators.json()
                        .put("purchaseToken", held.path("purchaseToken").stringValue()));
        game.awaitStatus(purchase, PurchaseStatus.REFUNDED);
    }

    @Test
    void asksAgainWhenTheMarketHangsUp() {
        Purchase purchase = game.buy("leo", Game.GOOGLE_PLAY);
        JsonNode held = game.payAtGooglePlay(purchase);
        game.simulators.post(
                "/control/google-play/faults",
                Simulators.json().put("hang", 1).put("holdMillis", 0).put("limit", 2));
        game.submit(purchase, Receipt.purchaseToken(held.path("purchaseToken").stringValue()));
        game.awaitStatus(purchase, PurchaseStatus.COMPLETED);
        assertThat(disturbed("google-play")).isEqualTo(2);
        game.simulators.clearFaults("google-play");
        assertThat(game.grants.get(purchase.purchaseId())).hasValue(1);
    }

    /** The money is gone, and nobody here has heard so. */
    @Test
    void looksUpWhatTheMarketDidNotAnswer() {
        Purchase purchase = game.buy("leo", Game.STRIPE);
        String intent = game.payAtStripe(purchase, "PURCHASED");
        game.awaitStatus(purchase, PurchaseStatus.COMPLETED);
        game.simulators.post(
                "/control/stripe/faults",
                Simulators.json()
                        .put("timeoutAfterCommit", 1)
                        .put("holdMillis", 0)
                        .put("limit", 1)
                        .put("pathContains", "refunds"));
        game.client
                .purchases()
                .refund(purchase.purchaseId(), NewRefund.partial(Money.of("0.40", "USD"), "half of it was broken"));
        Purchase refunded = game.awaitStatus(purchase, PurchaseStatus.PARTIALLY_REFUNDED);
        assertThat(disturbed("stripe")).isEqualTo(1);
        game.simulators.clearFaults("stripe");
        assertThat(refunded.payment().refunded().amount()).isEqualTo("0.40");
        assertThat(game.simulators
                        .ledger("stripe", game.serviceId)
                        .get(refunded.payment().marketTransactionId())
                        .at("/refunded/amount")
                        .asString())
                .as(intent)
                .isEqualTo("0.40");
    }

    /** How many requests have met the faults that are in force. */
    private int disturbed(String market) {
        return game.simulators
                .get("/control/" + market + "/faults")
                .path("disturbed")
                .intValue();
    }

    @Test
    void settlesDownToTheEntries() throws Exception {
        Instant from = Instant.now().minusSeconds(3600);
        Purchase play = game.buy("mia", Game.GOOGLE_PLAY);
        game.submit(
                play,
                Receipt.purchaseToken(
                        game.payAtGooglePlay(play).path("purchaseToken").stringValue()));
        Purchase stripe = game.buy("mia", Game.STRIPE);
        game.payAtStripe(stripe, "PURCHASED");
        game.awaitStatus(play, PurchaseStatus.COMPLETED);
        game.awaitStatus(stripe, PurchaseStatus.COMPLETED);
        List<Settlement.Total> totals = await().until(() -> settle(from), settled -> settled.size() == 2);
        assertThat(totals).allSatisfy(total -> {
            assertThat(total.purchases()).isEqualTo(1);
            assertThat(total.gross()).isEqualTo(total.currency().equals("KRW") ? "1200" : "0.99");
        });
    }

    private List<Settlement.Total> settle(Instant from) throws Exception {
        Settlement settlement = game.client
                .settlements()
                .request(NewSettlement.ofService(from, Instant.now().plusSeconds(1)));
        Settlement ready = await().until(
                        () -> game.client.settlements().get(settlement.settlementId()),
                        now -> now.status() == Settlement.Status.READY);
        await().until(() -> game.webhooks.stream()
                .anyMatch(event -> event instanceof WebhookEvent.SettlementReady told
                        && told.settlement().settlementId().equals(ready.settlementId())
                        && told.settlement().totals().equals(ready.totals())));
        try (InputStream csv = game.client.settlements().entriesCsv(ready.settlementId())) {
            assertThat(told(new String(csv.readAllBytes(), StandardCharsets.UTF_8)))
                    .as("as many captures as the totals say")
                    .hasSize(ready.totals().stream()
                            .mapToInt(total -> (int) total.purchases())
                            .sum())
                    .allMatch(sale -> sale.equals("KRW 1200") || sale.equals("USD 0.99"));
        }
        return ready.totals();
    }

    /** Currency and gross of each capture. */
    private static List<String> told(String csv) {
        List<String> columns = List.of(csv.lines().findFirst().orElseThrow().split(","));
        return csv.lines()
                .map(line -> line.split(",", -1))
                .filter(row -> row[columns.indexOf("kind")].equals("CAPTURE"))
                .map(row -> row[columns.indexOf("currency")] + " " + row[columns.indexOf("gross")])
                .toList();
    }

    private void awaitRefusal(Purchase purchase) {
        await().until(() -> game.client.purchases().get(purchase.purchaseId()).history().stream()
                .anyMatch(entry -> entry.event().contains("Refused")));
        assertThat(game.client.purchases().get(purchase.purchaseId()).status())
                .isNotIn(PurchaseStatus.PAID, PurchaseStatus.COMPLETED, PurchaseStatus.DELIVERED);
    }
}
