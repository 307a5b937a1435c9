package io.coinslot.marketgateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Delivered, but the market cannot be told: who is warned before it gives the money back. */
class UnfinishedJourneyTest extends GooglePlayJourney {
    private static final Duration HOUR = Duration.ofHours(1);

    @BeforeEach
    void deliverWhileTheMarketIsIll() {
        pay("p1");
        faults("{\"errorRate\":1,\"errorStatus\":503,\"pathContains\":\"purchases\"}");
        gateway.confirmDelivery("p1");
    }

    private Instant acknowledgeBy() {
        return gateway.payment("p1").paid().acknowledgeBy();
    }

    /** Hour by hour, so that each attempt is made that would be made. */
    private void waitUntil(Instant time) {
        while (gateway.now().isBefore(time)) {
            Duration left = Duration.between(gateway.now(), time);
            gateway.wait(left.compareTo(HOUR) < 0 ? left : HOUR);
        }
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
        assertThat(gateway.payment("p1").parked("finish").goesOn()).isTrue();
        heal();
        gateway.wait(HOUR);
        assertThat(gateway.payment("p1").status()).isEqualTo(PaymentStatus.FINISHED);
        assertThat(reports()).hasSize(1);
        assertThat(gateway.payment("p1").knownParking().calls()).isEmpty();
    }

    @Test
    void itIsTriedUntilTheMarketGivesTheMoneyBackAndThenLeftToAnOperator() {
        waitUntil(acknowledgeBy().minus(Duration.ofMinutes(1)));
        assertThat(reports()).hasSize(1);
        waitUntil(acknowledgeBy().plus(HOUR));
        assertThat(reports()).hasSize(2).last().asString().contains("gives the money back by itself since");
        assertThat(gateway.payment("p1").parked("finish").goesOn()).isFalse();
        heal();
        gateway.wait(HOUR);
        assertThat(gateway.openTasks("p1")).as("its record was read again").isZero();
        assertThat(gateway.payment("p1").status()).isEqualTo(PaymentStatus.CAPTURED);
    }

    @Test
    void whatIsRefusedForGoodIsNotToldAgainAsGoingOn() {
        heal();
        faults("{\"errorRate\":1,\"errorStatus\":400,\"pathContains\":\"consume\"}");
        gateway.wait(HOUR);
        assertThat(gateway.payment("p1").parked("finish").goesOn()).isFalse();
        String reason = gateway.payment("p1").parked("finish").reason();
        waitUntil(acknowledgeBy().minus(Duration.ofHours(23)));
        assertThat(reports()).hasSize(1);
        assertThat(gateway.payment("p1").parked("finish").goesOn()).isFalse();
        assertThat(gateway.payment("p1").parked("finish").reason()).isEqualTo(reason);
        assertThat(gateway.openTasks("p1")).isZero();
    }

    @Test
    void credentialsThatAreRefusedAreWaitedForAndReportedLikeAnyFailure() {
        gateway.wait(HOUR);
        heal();
        faults("{\"errorRate\":1,\"errorStatus\":401,\"pathContains\":\"purchases\"}");
        waitUntil(acknowledgeBy().minus(Duration.ofHours(25)));
        assertThat(reports()).singleElement().asString().contains(MarketFailure.ACCESS_REFUSED);
        waitUntil(acknowledgeBy().minus(Duration.ofHours(23)));
        assertThat(reports()).hasSize(2).last().asString().contains("gives the money back by itself at");
        heal();
        gateway.wait(HOUR);
        assertThat(gateway.payment("p1").status()).isEqualTo(PaymentStatus.FINISHED);
        assertThat(gateway.payment("p1").knownParking().calls()).isEmpty();
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
