package io.coinslot.marketgateway.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.journey.LocalGateway;
import io.coinslot.marketgateway.journey.Postbox;
import io.coinslot.marketgateway.journey.Postbox.Letter;
import io.coinslot.marketgateway.journey.SimulatedMarkets;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.OfMarket;
import io.coinslot.marketgateway.market.ReceivesNotifications;
import io.coinslot.marketgateway.market.ReceivesNotifications.Forged;
import io.coinslot.marketgateway.market.ReceivesNotifications.Proven;
import io.coinslot.marketgateway.notification.NotificationParking;
import io.coinslot.marketgateway.notification.RawNotification;
import io.coinslot.marketgateway.notification.UnsignedGate;
import io.coinslot.marketgateway.payment.MarketAnswers;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentEvent.ReceiptRefused;
import io.coinslot.marketgateway.payment.PaymentStatus;
import io.coinslot.marketgateway.payment.Receipt;
import io.coinslot.servicekit.key.Sealer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;

/** One gateway before one simulated market, and the steps that every sale there is made of. */
final class MarketJourney {
    private final SimulatedMarkets markets;
    private final MarketUnderTest market;
    private final Postbox postbox;
    private final Sealer sealer;
    private LocalGateway gateway;
    private int receipts;

    MarketJourney(SimulatedMarkets markets, MarketUnderTest market, Postbox postbox, Sealer sealer) {
        this.markets = markets;
        this.market = market;
        this.postbox = postbox;
        this.sealer = sealer;
        gateway = new LocalGateway(markets, sealer);
    }

    MarketUnderTest market() {
        return market;
    }

    LocalGateway gateway() {
        return gateway;
    }

    /** A gateway that remembers nothing, as if the first had died before it wrote anything. */
    void forgetEverything() {
        gateway = new LocalGateway(markets, sealer);
    }

    /** Goes on where the market has the capability. */
    void onlyWith(Class<? extends OfMarket> capability) {
        Assumptions.assumeTrue(has(capability), () -> market.id() + " has no " + capability.getSimpleName());
    }

    /** Goes on where the market lacks the capability. */
    void onlyWithout(Class<? extends OfMarket> capability) {
        Assumptions.assumeFalse(has(capability), () -> market.id() + " has " + capability.getSimpleName());
    }

    boolean has(Class<? extends OfMarket> capability) {
        return market.capabilities().contains(capability);
    }

    /** Stripe keeps answers by key, so each purchase has an id of its own. */
    String request() {
        String purchaseId = "pur_" + UUID.randomUUID();
        request(purchaseId);
        return purchaseId;
    }

    void request(String purchaseId) {
        gateway.request(Orders.of(market.id(), purchaseId));
    }

    Bought buy(String purchaseId) {
        return market.buy(gateway, purchaseId, Difference.NONE);
    }

    void submit(String purchaseId, Receipt receipt) {
        gateway.submit(purchaseId, "receipt-" + ++receipts, receipt);
    }

    /** A sale up to the capture. */
    Bought pay(String purchaseId) {
        Bought bought = buy(purchaseId);
        submit(purchaseId, bought.receipt());
        assertThat(gateway.payment(purchaseId).status()).isEqualTo(PaymentStatus.CAPTURED);
        return bought;
    }

    /** Paid at the market, and no receipt has been handed in. */
    Bought payUnseen(String purchaseId) {
        return market.payUnseen(gateway, purchaseId);
    }

    /** The receipt is refused for good, and nothing more is tried. */
    ReceiptRefused refusal(String purchaseId, Receipt receipt) {
        submit(purchaseId, receipt);
        assertThat(gateway.payment(purchaseId).isPaid()).isFalse();
        assertThat(gateway.openTasks(purchaseId)).isZero();
        return (ReceiptRefused) gateway.lastEvent();
    }

    void refundAtTheMarket(Bought bought) {
        markets.post("/control/" + market.id() + "/refunds", "{" + bought.about() + "}");
    }

    /** Looks at the market's record again. */
    void reread(String purchaseId) {
        gateway.decide(
                purchaseId,
                payment -> MarketAnswers.hinted(payment, payment.paid().receipt(), MarketAnswers.nothing()));
    }

    /** Nothing is told by itself: a notification comes when a test asks for it. */
    void heal() {
        markets.post("/control/" + market.id() + "/faults", "{\"notifications\":false}");
    }

    void faults(String fields) {
        markets.post("/control/" + market.id() + "/faults", "{\"notifications\":false," + fields + "}");
    }

    void failOnce(int status, Call call) {
        faults("\"errorRate\":1,\"limit\":1,\"errorStatus\":" + status + ",\"pathContains\":\"" + market.path(call)
                + "\"");
    }

    /** The next such call is carried out, and its answer is lost. */
    void loseTheAnswer(Call call) {
        faults("\"timeoutAfterCommit\":1,\"limit\":1,\"holdMillis\":0,\"pathContains\":\"" + market.path(call) + "\"");
    }

    void waitFor(Duration step, int times) {
        for (int time = 0; time < times; time++) {
            gateway.wait(step);
        }
    }

    /** What the market believes about the payment. */
    JsonNode ledger(String purchaseId) {
        String transactionId = gateway.payment(purchaseId).paid().transactionId();
        String cursor = "";
        do {
            JsonNode page = markets.get("/control/" + market.id() + "/ledger?limit=1000&after=" + cursor);
            for (JsonNode entry : page.path("items")) {
                if (entry.path("marketTransactionId").asString().equals(transactionId)) {
                    return entry;
                }
            }
            cursor = page.path("nextCursor").asString("");
        } while (!cursor.isEmpty());
        throw new AssertionError("the market knows no " + transactionId);
    }

    <E extends PaymentEvent> List<E> events(Class<E> kind) {
        return gateway.events(kind);
    }

    /** Has the market send a notification. */
    Letter told(String kind, String fields) {
        assertThat(postbox.isEmpty()).isTrue();
        markets.post(
                "/control/" + market.id() + "/notifications",
                "{\"serviceId\":\"" + Orders.SERVICE + "\",\"kind\":\"" + kind + "\""
                        + (fields.isEmpty() ? "" : "," + fields) + "}");
        return postbox.takeLetter();
    }

    /** The other copy of what was sent twice. */
    Letter toldAgain() {
        return postbox.takeLetter();
    }

    Proven prove(Letter letter) throws Forged, MarketFailure {
        return markets.markets()
                .find(ReceivesNotifications.class, market.id())
                .prove(List.of(markets.link(Orders.SERVICE, market.id())), letter);
    }

    /**
     * A notification arrives: it is proven, stored and applied. What nobody has signed has to pass the gate first; what
     * is turned away there counts as ignored.
     */
    RawNotification.Status arrives(Letter letter) throws Forged, MarketFailure {
        Proven proven = prove(letter);
        assertThat(proven.link().serviceId()).isEqualTo(Orders.SERVICE);
        String body = new String(letter.body(), StandardCharsets.UTF_8);
        if (proven.signed()) {
            return gateway.notified(market.id(), proven.messageId(), body).status();
        }
        return gateway.arrived(market.id(), body) == UnsignedGate.Admission.TAKEN
                ? gateway.notification(market.id(), proven.messageId()).status()
                : RawNotification.Status.IGNORED;
    }

    NotificationParking parkingOf(Letter letter) throws Forged, MarketFailure {
        return gateway.notification(market.id(), prove(letter).messageId()).parking();
    }

    RawNotification.Status statusOf(Letter letter) throws Forged, MarketFailure {
        return gateway.notification(market.id(), prove(letter).messageId()).status();
    }
}
