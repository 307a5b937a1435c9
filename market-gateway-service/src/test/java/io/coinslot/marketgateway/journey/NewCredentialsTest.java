package io.coinslot.marketgateway.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.MarketLinks;
import io.coinslot.marketgateway.market.PreparesPayments;
import io.coinslot.marketgateway.payment.MarketId;
import io.coinslot.marketgateway.payment.Payment;
import io.coinslot.marketgateway.payment.PaymentEvent.PaymentParkedForOperator;
import io.coinslot.marketgateway.payment.PaymentEvent.PaymentPreparationRefused;
import io.coinslot.marketgateway.payment.PaymentStatus;
import io.coinslot.marketgateway.payment.Receipt;
import io.coinslot.servicekit.key.Sealer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A market's own credentials are replaced while sales go on. */
class NewCredentialsTest {
    @TempDir
    static Path folder;

    private static SimulatedMarkets markets;
    private static Sealer sealer;

    private final String p1 = "pur_" + UUID.randomUUID();
    private final String p2 = "pur_" + UUID.randomUUID();

    @BeforeAll
    static void open() {
        markets = new SimulatedMarkets(folder);
        sealer = TestSealer.in(folder);
    }

    @AfterAll
    static void close() throws IOException {
        markets.close();
    }

    /** The merchant has a new secret made at the market, and links the service with it. */
    private static void roll(MarketId market) {
        act(market, "ROLL");
        markets.link(Orders.SERVICE, market, Map.of());
    }

    private static void revokeOld(MarketId market) {
        act(market, "REVOKE_OLD");
    }

    private static void act(MarketId market, String action) {
        markets.post(
                "/control/" + market + "/credentials",
                "{\"serviceId\":\"" + Orders.SERVICE + "\",\"action\":\"" + action + "\"}");
    }

    private static Receipt payAtStripe(Payment payment) {
        String intentId = String.valueOf(payment.marketReference());
        markets.post("/control/stripe/purchases", "{\"paymentIntentId\":\"" + intentId + "\"}");
        return new Receipt(Receipt.Kind.PAYMENT_INTENT_ID, intentId);
    }

    @Test
    void aSaleThatBeganUnderTheOldKeyEndsUnderTheNewOne() {
        LocalGateway gateway = new LocalGateway(markets, sealer);
        gateway.request(Orders.of(Orders.STRIPE, p1));
        Receipt receipt = payAtStripe(gateway.payment(p1));

        roll(Orders.STRIPE);
        revokeOld(Orders.STRIPE);
        gateway.submit(p1, "r1", receipt);
        gateway.request(Orders.of(Orders.STRIPE, p2));

        assertThat(gateway.payment(p1).status()).isEqualTo(PaymentStatus.CAPTURED);
        assertThat(gateway.payment(p2).status()).isEqualTo(PaymentStatus.PREPARED);
        assertThat(gateway.events(PaymentParkedForOperator.class)).isEmpty();
    }

    @Test
    void callsUnderWayEndWithTheOldKeyWhileOthersUseTheNewOne() throws MarketFailure {
        PreparesPayments stripe = markets.markets().find(PreparesPayments.class, Orders.STRIPE);
        MarketLink old = markets.link(Orders.SERVICE, Orders.STRIPE);
        roll(Orders.STRIPE);
        MarketLink renewed = markets.link(Orders.SERVICE, Orders.STRIPE);

        assertThat(stripe.prepare(renewed, Orders.of(Orders.STRIPE, p1), 1).marketReference())
                .isNotEmpty();
        assertThat(stripe.prepare(old, Orders.of(Orders.STRIPE, p2), 1).marketReference())
                .isNotEmpty();
        revokeOld(Orders.STRIPE);
        assertThatThrownBy(() -> stripe.prepare(old, Orders.of(Orders.STRIPE, p2), 2))
                .isInstanceOfSatisfying(
                        MarketFailure.class,
                        failure -> assertThat(failure.isOurs()).isTrue())
                .message()
                .doesNotContain(String.valueOf(old.credentials().get("secretKey")));
        assertThat(stripe.prepare(renewed, Orders.of(Orders.STRIPE, p2), 3).marketReference())
                .isNotEmpty();
    }

    @Test
    void aCallThatMetTheRevokedKeyIsRepeatedWithTheNewOneInsteadOfBeingRefused() {
        MarketLink old = markets.link(Orders.SERVICE, Orders.STRIPE);
        roll(Orders.STRIPE);
        revokeOld(Orders.STRIPE);
        MarketLink renewed = markets.link(Orders.SERVICE, Orders.STRIPE);
        LocalGateway gateway = new LocalGateway(markets, new Told(old, old, renewed), sealer);

        gateway.request(Orders.of(Orders.STRIPE, p1));
        gateway.wait(Duration.ofSeconds(1));

        assertThat(gateway.payment(p1).status()).isEqualTo(PaymentStatus.PREPARED);
        assertThat(gateway.events(PaymentPreparationRefused.class)).isEmpty();
    }

    @Test
    void aKeptAccessTokenGoesWithTheSecretThatItWasGotWith() {
        LocalGateway gateway = new LocalGateway(markets, sealer);
        markets.link(Orders.SERVICE, Orders.ONE_STORE);
        sellAtOneStore(gateway, p1);

        roll(Orders.ONE_STORE);
        revokeOld(Orders.ONE_STORE);
        sellAtOneStore(gateway, p2);
        gateway.confirmDelivery(p1);
        gateway.confirmDelivery(p2);

        assertThat(gateway.payment(p1).status()).isEqualTo(PaymentStatus.FINISHED);
        assertThat(gateway.payment(p2).status()).isEqualTo(PaymentStatus.FINISHED);
        assertThat(gateway.events(PaymentParkedForOperator.class)).isEmpty();
    }

    private static void sellAtOneStore(LocalGateway gateway, String purchaseId) {
        gateway.request(Orders.of(Orders.ONE_STORE, purchaseId));
        JsonNode bought = OneStoreJourney.buy(markets, purchaseId, "");
        gateway.submit(purchaseId, "r-" + purchaseId, OneStoreJourney.token(bought));
        assertThat(gateway.payment(purchaseId).status()).isEqualTo(PaymentStatus.CAPTURED);
    }

    /** Links that change between two looks at them; the last one stays. */
    private static final class Told implements MarketLinks {
        private final Deque<MarketLink> links;

        Told(MarketLink... links) {
            this.links = new ArrayDeque<>(List.of(links));
        }

        @Override
        public MarketLink find(String serviceId, MarketId market) {
            return links.size() > 1 ? links.removeFirst() : links.getFirst();
        }

        @Override
        public List<MarketLink> to(MarketId market) {
            return List.of(links.getFirst());
        }
    }
}
