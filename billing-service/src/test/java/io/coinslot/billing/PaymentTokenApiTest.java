package io.coinslot.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coinslot.schemas.billing.PurchaseEventEnvelope;
import io.coinslot.schemas.billing.PurchaseRequested;
import io.coinslot.schemas.card.RegistrationEventEnvelope;
import io.coinslot.schemas.card.TokenActivated;
import io.coinslot.schemas.card.TokenDeactivated;
import io.coinslot.schemas.card.TokenState;
import io.coinslot.schemas.card.TokenSuspended;
import io.coinslot.servicekit.consume.EventSubscription;
import io.coinslot.servicekit.consume.ReceivedEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Purchases that a registered card's token is charged for, over HTTP. */
class PaymentTokenApiTest extends ApiTest {
    @Autowired
    EventSubscription<RegistrationEventEnvelope> registrationEvents;

    private final String reference = "DWSB" + newKey();
    private String service;
    private String owner;

    @BeforeEach
    void register() {
        service = givenService();
        owner = ownerOf(service);
        publish(1, new TokenActivated(state("ACTIVE")));
    }

    private TokenState state(String status) {
        return new TokenState(reference, "watch-1", "app-1", "reg-1", status, List.of(), "1111", "visa", "card-1");
    }

    private void publish(long sequence, Object event) {
        var envelope = new RegistrationEventEnvelope(
                newKey(),
                reference,
                sequence,
                service,
                "player-1",
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                event);
        Objects.requireNonNull(registrationEvents.handler())
                .handle(new ReceivedEvent<>(reference, envelope, 0, 0))
                .toCompletableFuture()
                .join();
    }

    private static String body(String user, String market, String token) {
        return "{'userId':'%s','productId':'gem-100','market':'%s','paymentToken':{'tokenUniqueReference':'%s'}}"
                .formatted(user, market, token);
    }

    private Answer buy(String key) {
        return post(owner, "/v1/purchases", key, body("player-1", "stripe", reference));
    }

    private String limits() {
        return "/v1/payment-tokens/" + reference + "/limits";
    }

    @Test
    void chargesTheTokenThatThePurchaseNames() {
        Answer posted = buy(newKey());
        assertThat(posted.status()).isEqualTo(201);
        assertThat(posted.text("/paymentToken/tokenUniqueReference")).isEqualTo(reference);
        String id = posted.text("/purchaseId");
        assertThat(get(owner, "/v1/purchases/" + id).text("/paymentToken/tokenUniqueReference"))
                .isEqualTo(reference);
        await().untilAsserted(() -> assertThat(broker.published(
                        PurchaseEventEnvelope.class,
                        event -> event.getPurchaseId().equals(id)
                                && event.getEvent() instanceof PurchaseRequested requested
                                && reference.equals(requested.getPaymentToken())))
                .hasSize(1));
    }

    /** Nobody here knows whether the charge has been sent: a player who is told "called off" would be charged. */
    @Test
    void whatACardIsBeingChargedForIsNotCalledOff() {
        String id = buy(newKey()).text("/purchaseId");
        assertThat(post(owner, "/v1/purchases/" + id + "/cancel", null, "").problem())
                .isEqualTo("409 not-cancellable");
        String event = "{'eventId':'e1','purchaseId':'%s','type':'%s','occurredAt':'2026-01-01T00:00:00Z'}";
        Answer reported = post(
                owner, "/v1/purchase-events", null, "{'items':[" + event.formatted(id, "CANCELLED_BY_USER") + "]}");
        assertThat(Answer.problem(reported.body().at("/items/0/problem"), 409))
                .isEqualTo("409 not-cancellable /items/0");
        assertThat(get(owner, "/v1/purchases/" + id).text("/status")).isEqualTo("REQUESTED");

        tell(service, id, 1, captured("ch_1", 1200));
        reported = post(
                owner, "/v1/purchase-events", null, "{'items':[" + event.formatted(id, "CANCELLED_BY_USER") + "]}");
        assertThat(reported.text("/items/0/status")).isEqualTo("202");
        assertThat(get(owner, "/v1/purchases/" + id).text("/status")).isEqualTo("PAID");
    }

    @Test
    void refusesByNameAndPointerWhatCannotPay() {
        assertThat(post(owner, "/v1/purchases", newKey(), body("player-2", "stripe", reference))
                        .problem())
                .isEqualTo("422 payment-token-unknown /paymentToken");
        assertThat(post(owner, "/v1/purchases", newKey(), body("player-1", "stripe", "DWSB-none"))
                        .problem())
                .isEqualTo("422 payment-token-unknown /paymentToken");
        assertThat(post(owner, "/v1/purchases", newKey(), body("player-1", "google-play", reference))
                        .problem())
                .isEqualTo("422 payment-token-not-accepted /paymentToken");
        String unnamed = "{'userId':'player-1','productId':'gem-100','paymentToken':{'tokenUniqueReference':'x'}}";
        assertThat(post(owner, "/v1/purchases", newKey(), unnamed).problem()).isEqualTo("400 invalid-request /market");
        String empty = "{'userId':'player-1','productId':'gem-100','market':'stripe','paymentToken':{}}";
        assertThat(post(owner, "/v1/purchases", newKey(), empty).problem())
                .isEqualTo("400 invalid-request /paymentToken/tokenUniqueReference");
        String other = givenService();
        assertThat(post(ownerOf(other), "/v1/purchases", newKey(), body("player-1", "stripe", reference))
                        .problem())
                .isEqualTo("422 payment-token-unknown /paymentToken");
        publish(2, new TokenSuspended(state("SUSPENDED"), "ISSUER", null));
        assertThat(buy(newKey()).problem()).isEqualTo("422 payment-token-suspended /paymentToken");
        publish(3, new TokenDeactivated(state("DEACTIVATED"), "ISSUER", null));
        assertThat(buy(newKey()).problem()).isEqualTo("422 payment-token-deleted /paymentToken");
    }

    @Test
    void waitsForNewsOfATokenThatAreOnTheirWay() throws Exception {
        publish(2, new TokenSuspended(state("SUSPENDED"), "CARDHOLDER", null));
        try (ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Answer> posted = other.submit(() -> buy(newKey()));
            awaitInFlight("answering");
            publish(3, new TokenActivated(state("ACTIVE")));
            assertThat(posted.get().status()).isEqualTo(201);
        }
    }

    @Test
    void limitsOfATokenAreItsServicesToSet() {
        assertThat(get(owner, limits()).text("/purchasesPerDay")).isEqualTo("20");
        Answer put = put(
                owner,
                limits(),
                "{'purchasesPerDay':5,'amounts':[{'currency':'KRW','perPurchase':'2000','perDay':'3000'}]}");
        assertThat(put.status()).isEqualTo(200);
        buy(newKey());
        Answer read = get(owner, limits());
        assertThat(read.text("/purchasesPerDay")).isEqualTo("5");
        assertThat(read.text("/purchasesToday")).isEqualTo("1");
        assertThat(read.text("/amounts/0/chargedToday")).isEqualTo("1200");
        assertThat(get(ownerOf(givenService()), limits()).problem()).isEqualTo("404 not-found");
        assertThat(put(owner, limits(), "{'purchasesPerDay':201}").problem())
                .isEqualTo("400 invalid-request /purchasesPerDay");
        assertThat(put(owner, limits(), "{'amounts':[{'currency':'KRW','perDay':'1.5'}]}")
                        .problem())
                .isEqualTo("400 invalid-request /amounts/0/perDay");
    }

    @Test
    void ofPurchasesAtOnceOnlyThoseAreMadeThatTheLimitHolds() throws Exception {
        put(owner, limits(), "{'purchasesPerDay':200,'amounts':[{'currency':'KRW','perDay':'3600'}]}");
        List<Future<Answer>> posted = new ArrayList<>();
        try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int request = 0; request < 12; request++) {
                posted.add(many.submit(() -> buy(newKey())));
            }
        }
        long made = 0;
        for (Future<Answer> each : posted) {
            if (each.get().status() == 201) {
                made++;
            } else {
                assertThat(each.get().problem())
                        .isEqualTo("422 payment-token-daily-amount-limit-exceeded /paymentToken");
            }
        }
        assertThat(made).isEqualTo(3);
        assertThat(get(owner, limits()).text("/amounts/0/chargedToday")).isEqualTo("3600");
    }
}
