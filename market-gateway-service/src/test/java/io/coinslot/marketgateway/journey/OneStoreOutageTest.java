package io.coinslot.marketgateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.market.FinishesPayments;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.payment.Capture;
import io.coinslot.marketgateway.payment.FinishAction;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentStatus;
import io.coinslot.marketgateway.payment.Receipt;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** ONE store does not answer, is ill, busy, or lets nobody in. */
class OneStoreOutageTest extends OneStoreJourney implements StoreOutages {
    @Override
    public Receipt boughtFor(String purchaseId) {
        return token(buy(purchaseId, ""));
    }

    @Override
    public int[] passingStatuses() {
        return new int[] {409, 429, 500, 503};
    }

    @Override
    public String verificationPath() {
        return "purchases";
    }

    @Test
    void readsAgainBeforeConsumingAgain() {
        pay("p1");
        faults("{\"timeoutAfterCommit\":1,\"pathContains\":\"consume\",\"limit\":1,\"holdMillis\":0}");
        gateway.confirmDelivery("p1");
        assertThat(gateway.payment("p1").status()).isEqualTo(PaymentStatus.CAPTURED);
        // Consuming again would not get through: reading must be enough.
        faults("{\"errorRate\":1,\"pathContains\":\"consume\"}");
        gateway.wait(Duration.ofMinutes(1));
        assertThat(gateway.payment("p1").status()).isEqualTo(PaymentStatus.FINISHED);
        assertThat(gateway.events(PaymentEvent.PaymentParkedForOperator.class)).isEmpty();
    }

    @Test
    void takesWhatTheClientHasConsumedForFinished() throws MarketFailure {
        pay("p1");
        FinishesPayments finishing = markets.markets().find(FinishesPayments.class, Orders.ONE_STORE);
        MarketLink link = markets.link(Orders.SERVICE, Orders.ONE_STORE);
        Capture capture = gateway.payment("p1").paid();
        assertThat(finishing.finish(link, order("p1"), capture, false)).isEqualTo(FinishAction.CONSUMED);
        gateway.confirmDelivery("p1");
        assertThat(gateway.payment("p1").status()).isEqualTo(PaymentStatus.FINISHED);
    }

    @Test
    void triesAgainWhenTheStateIsSaidNotToAllowWhatItDoes() {
        pay("p1");
        faults("{\"errorRate\":1,\"errorStatus\":409,\"pathContains\":\"consume\",\"limit\":1}");
        gateway.confirmDelivery("p1");
        assertThat(gateway.payment("p1").status()).isEqualTo(PaymentStatus.CAPTURED);
        assertThat(gateway.events(PaymentEvent.PaymentParkedForOperator.class)).isEmpty();
        gateway.wait(Duration.ofMinutes(1));
        assertThat(gateway.payment("p1").status()).isEqualTo(PaymentStatus.FINISHED);
    }

    @Test
    void replacesARefusedAccessTokenWithinTheCall() {
        pay("p1");
        faults("{\"errorRate\":1,\"errorStatus\":401,\"limit\":1,\"pathContains\":\"purchases\"}");
        pay("p2");
    }

    @Test
    void beingShutOutRefusesNoReceiptAndIsToldOnce() {
        for (int status : new int[] {401, 403}) {
            String purchaseId = "p" + status;
            JsonNode bought = buy(purchaseId, "");
            gateway.request(order(purchaseId));
            faults("{\"errorRate\":1,\"pathContains\":\"purchases\",\"errorStatus\":" + status + "}");
            gateway.submit(purchaseId, "r1", token(bought));
            gateway.wait(Duration.ofMinutes(1));
            heal();
            gateway.wait(Duration.ofHours(1));
            assertThat(gateway.payment(purchaseId).isPaid()).isTrue();
        }
        assertThat(gateway.events(PaymentEvent.ReceiptRefused.class)).isEmpty();
        assertThat(gateway.events(PaymentEvent.PaymentParkedForOperator.class)).hasSize(2);
    }
}
