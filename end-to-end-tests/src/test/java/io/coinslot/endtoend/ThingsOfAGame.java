package io.coinslot.endtoend;

import static org.awaitility.Awaitility.await;

import io.coinslot.client.CardRegistration;
import io.coinslot.client.DeviceKey;
import io.coinslot.client.DeviceSession;
import io.coinslot.client.NewCardRegistration;
import io.coinslot.client.NewSettlement;
import io.coinslot.client.Price;
import io.coinslot.client.ProductDefinition;
import io.coinslot.client.ProductType;
import io.coinslot.client.Purchase;
import io.coinslot.client.PurchaseStatus;
import io.coinslot.client.Receipt;
import io.coinslot.client.WebhookAttempt;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A game with one of everything that a path can name. */
final class ThingsOfAGame implements AutoCloseable {
    private static final String PRODUCT = "gem-of-one-game";

    private final Game owner;
    private final DeviceKey key = DeviceKey.generate();
    private final Purchase sold;
    private final Cardholder holder;
    private final CardRegistration registered;
    private final Map<String, String> names;

    ThingsOfAGame(RunningStack stack) throws IOException {
        owner = new Game(stack);
        owner.client
                .products()
                .put(
                        PRODUCT,
                        new ProductDefinition(
                                "A gem",
                                ProductType.CONSUMABLE,
                                List.of(new Price(Game.GOOGLE_PLAY, null, "1200", "KRW")),
                                Map.of(),
                                null,
                                null,
                                true));
        sold = sell();
        DeviceSession session = owner.client.devices().open("alice", "watch-1", key.thumbprint());
        holder = new Cardholder(stack, owner);
        holder.cardOnThePhone("4111111111111111", Cardholder.Company.BANK);
        registered = holder.ask(NewCardRegistration.Selection.ALL);
        names = Map.ofEntries(
                Map.entry("serviceId", owner.serviceId),
                Map.entry("market", "google-play"),
                Map.entry("productId", PRODUCT),
                Map.entry("purchaseId", sold.purchaseId()),
                Map.entry("attemptId", firstAttempt()),
                Map.entry("notificationId", "c3RyaXBlfGFyY2FkZXxldnRfMQ"),
                Map.entry("settlementId", settlement()),
                Map.entry("sessionId", session.sessionId()),
                Map.entry("registrationId", registered.registrationId()),
                Map.entry("tokenUniqueReference", token()),
                Map.entry("userId", "alice"),
                Map.entry("kind", "terms"));
    }

    Game owner() {
        return owner;
    }

    /** Of the watch of alice, who bought something. */
    DeviceKey key() {
        return key;
    }

    /** A purchase of alice's that is completed. */
    Purchase sold() {
        return sold;
    }

    /** Whose card is registered. */
    Cardholder holder() {
        return holder;
    }

    CardRegistration registered() {
        return registered;
    }

    /** Of the registered card. */
    String token() {
        return Objects.requireNonNull(registered.cards().getFirst().tokenUniqueReference());
    }

    /** By what the paths call them. */
    Map<String, String> names() {
        return names;
    }

    private Purchase sell() {
        Purchase purchase = owner.buy("alice", Game.GOOGLE_PLAY);
        String paid = owner.payAtGooglePlay(purchase).path("purchaseToken").stringValue();
        owner.submit(purchase, Receipt.purchaseToken(paid));
        return owner.awaitStatus(purchase, PurchaseStatus.COMPLETED);
    }

    private String firstAttempt() {
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> owner.client
                                .deliveries()
                                .webhookAttempts(sold.purchaseId())
                                .findFirst()
                                .map(WebhookAttempt::id)
                                .orElse(""),
                        id -> !id.isEmpty());
    }

    private String settlement() {
        return owner.client
                .settlements()
                .request(NewSettlement.ofService(
                        Instant.now().minus(Duration.ofHours(1)), Instant.now().minus(Duration.ofMinutes(1))))
                .settlementId();
    }

    @Override
    public void close() {
        holder.close();
        owner.close();
    }
}
