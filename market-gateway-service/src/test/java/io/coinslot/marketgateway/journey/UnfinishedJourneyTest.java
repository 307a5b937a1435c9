package io.coinslot.marketgateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Delivered, but the market cannot be told: who is warned before it gives the money back. */
class UnfinishedJourneyTest extends GooglePlayJourney {
    @BeforeEach
    void deliverWhileTheMarketIsIll() {
        pay("p1");
        faults("{\"errorRate\":1,\"errorStatus\":503}");
        gateway.confirmDelivery("p1");
    }

    private Instant acknowledgeBy() {
        return gateway.payment("p1").paid().acknowledgeBy();
    }

    private void waitUntil(Instant time) {
        gateway.wait(Duration.between(gateway.now(), time));
    }

    private List<String> reports() {
        return gateway.events(PaymentEvent.PaymentParkedForOperator.class).stream()
                .map(PaymentEvent.PaymentParkedForOperator::reason)
                .toList();
    }

    @Test
    void anOperatorIsToldADayBeforeTheMarketGivesTheMoneyBack() {
        waitUntil(acknowledgeBy().minus(Duration.ofHours(25)));
        assertThat(reports()).isEmpty();
        waitUntil(acknowledgeBy().minus(Duration.ofHours(23)));
        assertThat(reports())
                .singleElement()
                .asString()
                .contains("gives the money back by itself at " + acknowledgeBy());
        heal();
        gateway.wait(Duration.ofHours(1));
        assertThat(gateway.payment("p1").status()).isEqualTo(PaymentStatus.FINISHED);
        assertThat(reports()).hasSize(1);
    }

    @Test
    void nobodyIsToldOfWhatIsFinishedInTime() {
        heal();
        gateway.wait(Duration.ofMinutes(1));
        assertThat(gateway.payment("p1").status()).isEqualTo(PaymentStatus.FINISHED);
        assertThat(gateway.openTasks("p1")).isZero();
        waitUntil(acknowledgeBy());
        assertThat(reports()).isEmpty();
    }
}
