package io.coinslot.marketgateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.payment.OperatorAction;
import io.coinslot.marketgateway.payment.ParkedCall;
import io.coinslot.marketgateway.payment.PaymentEvent.PaymentRefunded;
import io.coinslot.marketgateway.payment.PaymentStatus;
import io.coinslot.marketgateway.payment.Receipt;
import java.time.Duration;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** What fails for so long that an operator is told, and how it is taken up again. */
class ParkedJourneyTest extends GooglePlayJourney {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int HOURS = 60;

    /** A receipt that the store cannot be asked about. */
    private Receipt lookedAtInVain() {
        Receipt receipt = token(buy(""));
        gateway.request(order("p1"));
        faults("{\"errorRate\":1,\"errorStatus\":503,\"pathContains\":\"productsv2\"}");
        gateway.submit("p1", "r1", receipt);
        for (int hour = 0; hour < HOURS; hour++) {
            gateway.wait(HOUR);
        }
        return receipt;
    }

    private ParkedCall look() {
        return gateway.payment("p1").parked("verify:r1");
    }

    private void assertPaidAndNothingLeft() {
        assertThat(gateway.payment("p1").status()).isEqualTo(PaymentStatus.CAPTURED);
        assertThat(gateway.payment("p1").knownParking().calls()).isEmpty();
        assertThat(gateway.payment("p1").knownParking().state()).isNull();
        assertThat(gateway.openTasks("p1")).isZero();
    }

    @Test
    void whatClientsBringAgainIsLookedAtAtOnce() {
        Receipt receipt = lookedAtInVain();
        assertThat(look().goesOn()).isTrue();
        heal();
        gateway.submit("p1", "r1", receipt);
        assertPaidAndNothingLeft();
    }

    @Test
    void anOperatorHasItLookedAtAgain() {
        lookedAtInVain();
        gateway.takeUp("p1", OperatorAction.Kind.REDRIVE);
        assertThat(gateway.payment("p1").knownParking().calls()).isEmpty();
        assertThat(gateway.openTasks("p1")).isEqualTo(1);
        heal();
        gateway.wait(Duration.ofSeconds(1));
        assertPaidAndNothingLeft();
        assertThat(gateway.payment("p1").knownParking().audit())
                .singleElement()
                .satisfies(action -> assertThat(action.name()).isEqualTo("verify:r1"));
        gateway.takeUp("p1", OperatorAction.Kind.REDRIVE);
        assertThat(gateway.payment("p1").knownParking().audit()).hasSize(1);
    }

    @Test
    void whatAnOperatorSettlesIsTriedNoMore() {
        lookedAtInVain();
        gateway.takeUp("p1", OperatorAction.Kind.SETTLE);
        assertThat(gateway.payment("p1").knownParking().calls()).isEmpty();
        assertThat(gateway.openTasks("p1")).isZero();
        heal();
        gateway.wait(HOUR);
        assertThat(gateway.payment("p1").status()).isEqualTo(PaymentStatus.REQUESTED);
    }

    /** The answer to the first refund was lost, so the second time must not give the money back once more. */
    @Test
    void aRefundThatIsRedrivenIsLookedForFirst() {
        pay("p1");
        faults("{\"timeoutAfterCommit\":1,\"limit\":1,\"holdMillis\":0,\"pathContains\":\"refund\"}");
        gateway.refund("p1", "ref_1", Money.parse("KRW 1200"));
        faults("{\"errorRate\":1,\"errorStatus\":503,\"pathContains\":\"orders\"}");
        for (int hour = 0; hour < HOURS; hour++) {
            gateway.wait(HOUR);
        }
        assertThat(gateway.payment("p1").parked("refund:ref_1").goesOn()).isTrue();
        heal();
        gateway.takeUp("p1", OperatorAction.Kind.REDRIVE);
        assertThat(gateway.events(PaymentRefunded.class)).hasSize(1);
        assertThat(gateway.payment("p1").hasNothingLeft()).isTrue();
        assertThat(gateway.payment("p1").knownParking().calls()).isEmpty();
    }
}
