package io.coinslot.marketgateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.notification.RawNotification.Status;
import io.coinslot.marketgateway.payment.PaymentEvent.PaymentRefunded;
import io.coinslot.marketgateway.payment.PaymentStatus;
import io.coinslot.marketgateway.payment.Receipt;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A service names its account at Stripe when it has sold there already. */
class StripeAccountNamedLaterTest extends Journey {
    private final String p1 = "pur_" + UUID.randomUUID();

    private String capture() {
        gateway.request(Orders.of(Orders.STRIPE, p1));
        String intentId = String.valueOf(gateway.payment(p1).marketReference());
        markets.post("/control/stripe/purchases", "{\"paymentIntentId\":\"" + intentId + "\"}");
        gateway.submit(p1, "r1", new Receipt(Receipt.Kind.PAYMENT_INTENT_ID, intentId));
        assertThat(gateway.payment(p1).status()).isEqualTo(PaymentStatus.CAPTURED);
        return intentId;
    }

    private static void nameTheAccount(String id) {
        markets.link(Orders.SERVICE, Orders.STRIPE, Map.of("accountId", id));
    }

    private Status refundedAtTheMarket(String intentId) {
        markets.post("/control/stripe/refunds", "{\"paymentIntentId\":\"" + intentId + "\"}");
        return gateway.notified(
                        Orders.STRIPE,
                        "evt_" + intentId,
                        "{\"id\":\"evt_1\",\"object\":\"event\",\"type\":\"charge.refunded\",\"data\":{\"object\":"
                                + "{\"id\":\"ch_1\",\"object\":\"charge\",\"payment_intent\":\"" + intentId + "\"}}}")
                .status();
    }

    @Test
    void whatIsRefundedOfEarlierSalesIsStillTold() {
        nameTheAccount("");
        String intentId = capture();
        nameTheAccount("acct_arcade");

        assertThat(refundedAtTheMarket(intentId)).isEqualTo(Status.APPLIED);
        assertThat(gateway.events(PaymentRefunded.class)).hasSize(1);
    }

    @Test
    void soItIsOfSalesThatWereMadeWhileTheAccountHadAName() {
        nameTheAccount("acct_arcade");
        String intentId = capture();
        nameTheAccount("");

        assertThat(refundedAtTheMarket(intentId)).isEqualTo(Status.APPLIED);
        assertThat(gateway.events(PaymentRefunded.class)).hasSize(1);
    }
}
