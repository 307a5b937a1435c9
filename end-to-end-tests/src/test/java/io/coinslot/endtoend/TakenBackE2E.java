package io.coinslot.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coinslot.client.Chargeback;
import io.coinslot.client.GameEvent;
import io.coinslot.client.Money;
import io.coinslot.client.NewSettlement;
import io.coinslot.client.Purchase;
import io.coinslot.client.PurchaseStatus;
import io.coinslot.client.Receipt;
import io.coinslot.client.Settlement;
import io.coinslot.client.WebhookEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Markets take back what is granted: the game, the user's statement and the market itself are told. */
@ExtendWith(StackExtension.class)
class TakenBackE2E {
    private final Instant from = Instant.now().minusSeconds(3600);
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
    void whatGooglePlayVoidsAfterTheDeliveryIsADebtOfTheUser() {
        Purchase purchase = game.buy("nina", Game.GOOGLE_PLAY);
        String token = payAndSubmit(purchase);
        game.simulators.post("/control/google-play/refunds", Simulators.json().put("purchaseToken", token));
        Purchase refunded = game.awaitStatus(purchase, PurchaseStatus.REFUNDED);
        assertThat(refunded.delivery().clawback()).isTrue();
        assertThat(refunded.delivery().debt()).isEqualTo(Money.of("1200", "KRW"));

        WebhookEvent.PurchaseRefunded told = told(WebhookEvent.PurchaseRefunded.class);
        assertThat(told.clawback().debt()).isEqualTo(Money.of("1200", "KRW"));
        assertThat(told.clawback().initiator()).isEqualTo("MARKET");
        assertThat(told.clawback().delivered().productId()).isEqualTo("gem-100");

        assertThat(debtsOf("nina", new Settlement.Debt("KRW", "0", "1200", "0", "1200")))
                .hasSize(1);
        assertThat(debts(NewSettlement.ofUser("nobody", from, Instant.now().plusSeconds(1))))
                .isEmpty();
    }

    @Test
    void aDisputeThatIsWonLiftsTheDebtAgain() {
        Purchase purchase = game.buy("olga", Game.STRIPE);
        String intent = game.payAtStripe(purchase, "PURCHASED");
        game.awaitStatus(purchase, PurchaseStatus.COMPLETED);
        String dispute = game.simulators
                .post("/control/stripe/disputes", Simulators.json().put("paymentIntentId", intent))
                .path("disputeId")
                .asString();
        game.awaitStatus(purchase, PurchaseStatus.CHARGED_BACK);
        WebhookEvent.PurchaseChargedBack told = told(WebhookEvent.PurchaseChargedBack.class);
        assertThat(told.chargeback().status()).isEqualTo(Chargeback.Status.OPEN);
        assertThat(told.clawback().debt()).isEqualTo(Money.of("0.99", "USD"));

        game.simulators.post(
                "/control/stripe/disputes/" + dispute + "/close",
                Simulators.json().put("outcome", "WON"));
        Purchase won = game.awaitStatus(purchase, PurchaseStatus.COMPLETED);
        assertThat(won.delivery().debt()).isNull();
        assertThat(told(WebhookEvent.PurchaseReinstated.class).clawback().debt())
                .isEqualTo(Money.of("0.00", "USD"));
        assertThat(debtsOf("olga", new Settlement.Debt("USD", "0.00", "0.99", "0.99", "0.00")))
                .hasSize(1);
    }

    @Test
    void googlePlayIsToldThatTheGoodsWereUsedBeforeItDecides() {
        Purchase purchase = game.buy("paul", Game.GOOGLE_PLAY);
        String token = payAndSubmit(purchase);
        game.client
                .purchaseEvents()
                .report(List.of(GameEvent.of(purchase.purchaseId(), GameEvent.Type.CONSUMED, Instant.now())));
        // Kafka brings what the game saw to the market gateway before the market asks: it asks once more if need be.
        await().until(() -> reviewOf(token).equals("DECLINE"));
    }

    private String reviewOf(String token) {
        game.simulators.post("/control/google-play/disputes", Simulators.json().put("purchaseToken", token));
        JsonNode entry = await().until(() -> entry(token), each -> !newest(each).isEmpty());
        return newest(entry);
    }

    private static String newest(JsonNode entry) {
        JsonNode reviews = entry.path("refundReviews");
        return reviews.isEmpty()
                ? ""
                : reviews.get(reviews.size() - 1).path("preference").asString("");
    }

    private JsonNode entry(String token) {
        return game.simulators.ledger("google-play", game.serviceId).values().stream()
                .filter(each -> each.path("purchaseToken").asString("").equals(token))
                .findFirst()
                .orElseThrow();
    }

    private String payAndSubmit(Purchase purchase) {
        String token = game.payAtGooglePlay(purchase).path("purchaseToken").stringValue();
        game.submit(purchase, Receipt.purchaseToken(token));
        game.awaitStatus(purchase, PurchaseStatus.COMPLETED);
        return token;
    }

    private <E extends WebhookEvent> E told(Class<E> kind) {
        await().until(() -> game.webhooks.stream().anyMatch(kind::isInstance));
        return game.webhooks.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElseThrow();
    }

    /** Statements of the user until the journal has caught up with what the game was told. */
    private List<Settlement.Debt> debtsOf(String userId, Settlement.Debt expected) {
        return await().until(
                        () -> debts(
                                NewSettlement.ofUser(userId, from, Instant.now().plusSeconds(1))),
                        debts -> debts.equals(List.of(expected)));
    }

    private List<Settlement.Debt> debts(NewSettlement asked) {
        String settlementId = game.client.settlements().request(asked).settlementId();
        return await().until(
                        () -> game.client.settlements().get(settlementId),
                        now -> now.status() == Settlement.Status.READY)
                .debts();
    }
}
