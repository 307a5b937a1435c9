package io.coinslot.marketgateway.journey;

import io.coinslot.marketgateway.payment.MarketId;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentEvent.OfSecondPayment;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** A purchase that is paid for twice: what the market and the gateway then say of the second payment. */
abstract class SecondPaymentJourney extends GooglePlayJourney {
    /** How long the gateway leaves a payment alone that may be another purchase's. */
    static final Duration GRACE = Duration.ofMinutes(10);

    final String p1 = "pur_" + UUID.randomUUID();

    <E extends PaymentEvent> List<E> secondEvents(Class<E> kind) {
        return gateway.events(OfSecondPayment.class).stream()
                .map(OfSecondPayment::event)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    static String state(MarketId market, String transactionId) {
        for (JsonNode item :
                markets.get("/control/" + market + "/ledger?limit=1000").get("items")) {
            if (item.path("marketTransactionId").asString().equals(transactionId)) {
                return item.path("state").asString();
            }
        }
        throw new AssertionError("the market knows no " + transactionId);
    }
}
