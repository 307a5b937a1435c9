package io.coinslot.billing.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.billing.LocalBilling;
import io.coinslot.billing.purchase.PurchaseId;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** Requests that are sent again count once, whatever became of the first attempt. */
class RepeatedRequestsTest {
    private final LimitedPlayer player = new LimitedPlayer();
    private final LocalBilling billing = player.billing;

    @Test
    void aRepeatedRequestReservesOnce() {
        player.limit("KRW 1200", null);
        PurchaseId first = player.post("k1");
        assertThat(player.post("k1")).isEqualTo(first);
        assertThat(player.spentToday()).isEqualTo(Money.parse("KRW 1200"));
    }

    @Test
    void anAcceptedRequestIsRepeatedEvenIfTheLimitIsReachedSince() {
        PurchaseId first = player.post("k1");
        player.limit("KRW 0", null);
        assertThat(player.post("k1")).isEqualTo(first);
    }

    @Test
    void aRepeatedRequestThatCostsMoreReservesTheRest() {
        player.limit("KRW 2400", null);
        player.reservedBefore("k1", "KRW 500");
        player.post("k1");
        assertThat(player.spentToday()).isEqualTo(Money.parse("KRW 1200"));
        player.reservedBefore("k2", "KRW 1100");
        assertThat(player.refusal("k3")).isEqualTo("limit-exceeded");
        assertThat(player.refusal("k2")).isEqualTo("accepted");
        assertThat(player.spentToday()).isEqualTo(Money.parse("KRW 2400"));
    }

    @Test
    void aRepeatedRequestThatWouldCostTooMuchIsRefused() {
        player.limit("KRW 1000", null);
        player.reservedBefore("k1", "KRW 900");
        assertThat(player.refusal("k1")).isEqualTo("limit-exceeded");
    }

    /** Its first attempt stopped before there was a purchase, and the game asks again long after. */
    @Test
    void aRequestThatIsRepeatedAfterItsReservationWasReleasedReservesAnew() {
        player.limit("KRW 1200", null);
        player.reservedBefore("k1", "KRW 1200");
        player.checkReservations();
        assertThat(player.spentToday()).isEqualTo(Money.parse("KRW 0"));

        player.post("k1");
        assertThat(player.spentToday()).isEqualTo(Money.parse("KRW 1200"));
        assertThat(player.refusal("k2")).isEqualTo("limit-exceeded");
    }

    @Test
    void aRequestWhoseReservationWasReleasedIsRefusedIfTheLimitIsReachedMeanwhile() {
        player.limit("KRW 1200", null);
        player.reservedBefore("k1", "KRW 1200");
        player.checkReservations();
        player.post("k2");
        assertThat(player.refusal("k1")).isEqualTo("limit-exceeded");
    }

    @Test
    void newsOfAPurchaseThatIsKeptAsATotalDoNotCountItTwice() {
        player.limit(null, "KRW 1000000");
        PurchaseId first = player.post("k0");
        for (int number = 1; number <= Ledger.MOST_SPENDINGS + 5; number++) {
            player.pay(number == 1 ? first : player.post("k" + number), number);
        }
        assertThat(player.spentThisMonth()).isEqualTo(Money.parse("KRW 366000"));

        billing.tell(first, 2, LocalBilling.refunded("r1", "KRW 200"));
        billing.runTasks();
        assertThat(player.spentThisMonth()).isEqualTo(Money.parse("KRW 366000"));

        assertThat(player.post("k0")).isEqualTo(first);
        billing.tell(first, 3, LocalBilling.refunded("r2", "KRW 200"));
        billing.runTasks();
        player.checkReservations();
        assertThat(player.spentThisMonth()).isEqualTo(Money.parse("KRW 366000"));
    }
}
