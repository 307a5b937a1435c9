package io.coinslot.billing.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.billing.FakeCatalog;
import io.coinslot.billing.LocalBilling;
import io.coinslot.billing.payment.MarketFact;
import io.coinslot.billing.purchase.PurchaseId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private final LimitedPlayer player = new LimitedPlayer();
    private final LocalBilling billing = player.billing;

    @Test
    void usersWithoutLimitsCostNoWrite() {
        player.post("k1");
        assertThat(billing.users.find(FakeCatalog.ARCADE, LimitedPlayer.PLAYER)).isNull();
    }

    @Test
    void whatIsPaidCountsAsItCostWhateverWasReserved() {
        player.limit("KRW 5000", null);
        player.reservedBefore("k1", "KRW 2000");
        player.pay(player.post("k1"), 1);
        assertThat(player.spentToday()).isEqualTo(Money.parse("KRW 1200"));
    }

    @Test
    void refusesWhatWouldExceedTheDay() {
        player.limit("KRW 2400", null);
        player.post("k1");
        player.post("k2");
        assertThat(player.refusal("k3")).isEqualTo("limit-exceeded");
        billing.clock.advance(Duration.ofDays(1));
        assertThat(player.refusal("k4")).isEqualTo("accepted");
    }

    @Test
    void refusesWhatWouldExceedTheMonth() {
        player.limit("KRW 2400", "KRW 3600");
        player.post("k1");
        player.post("k2");
        billing.clock.advance(Duration.ofDays(1));
        player.post("k3");
        assertThat(player.refusal("k4")).isEqualTo("limit-exceeded");
        billing.clock.advance(Duration.ofDays(10));
        assertThat(player.refusal("k5")).isEqualTo("accepted");
    }

    @Test
    void limitsOfAnotherCurrencyDoNotMatter() {
        billing.users.withLimits(
                FakeCatalog.ARCADE, LimitedPlayer.PLAYER, List.of(new Limit("USD", Money.parse("USD 0.01"), null)));
        assertThat(player.refusal("k1")).isEqualTo("accepted");
    }

    @Test
    void cancellingReleasesTheReservation() {
        player.limit("KRW 1200", null);
        PurchaseId id = player.post("k1");
        billing.cancel(id);
        billing.runTasks();
        assertThat(player.spentToday()).isEqualTo(Money.parse("KRW 0"));
        assertThat(player.refusal("k2")).isEqualTo("accepted");
    }

    @Test
    void expiringReleasesTheReservation() {
        player.limit("KRW 1200", null);
        player.post("k1");
        billing.clock.advance(Duration.ofMinutes(31));
        billing.runTasks();
        billing.runTasks();
        assertThat(player.spentToday()).isEqualTo(Money.parse("KRW 0"));
    }

    @Test
    void decliningReleasesTheReservation() {
        player.limit("KRW 1200", null);
        PurchaseId id = player.post("k1");
        billing.tell(id, 1, new MarketFact.Declined("X", "no"));
        billing.runTasks();
        assertThat(player.spentToday()).isEqualTo(Money.parse("KRW 0"));
    }

    @Test
    void payingConfirmsAndAFullRefundReleases() {
        player.limit("KRW 1200", null);
        PurchaseId id = player.post("k1");
        billing.tell(id, 1, billing.captured("KRW 1200"));
        billing.runTasks();
        assertThat(player.spentToday()).isEqualTo(Money.parse("KRW 1200"));
        billing.tell(id, 2, LocalBilling.refunded("r", "KRW 1200"));
        billing.runTasks();
        assertThat(player.spentToday()).isEqualTo(Money.parse("KRW 0"));
    }

    @Test
    void aFullRefundReleasesWhatIsOnlyKeptInASum() {
        player.limit(null, "KRW 1000000");
        PurchaseId first = player.post("k0");
        player.pay(first, 0);
        for (int number = 1; number <= Ledger.MOST_SPENDINGS; number++) {
            player.pay(player.post("k" + number), number);
        }
        Money all = Money.parse("KRW 1200").multipliedBy(Ledger.MOST_SPENDINGS + 1);
        assertThat(player.spentThisMonth()).isEqualTo(all);
        billing.tell(first, 2, LocalBilling.refunded("r", "KRW 1200"));
        billing.runTasks();
        assertThat(player.spentThisMonth()).isEqualTo(all.minus(Money.parse("KRW 1200")));
        assertThat(player.refusal("k0")).as("the same request again").isEqualTo("accepted");
        assertThat(player.spentThisMonth()).isEqualTo(all.minus(Money.parse("KRW 1200")));
        billing.tell(first, 3, new MarketFact.RefundReversed("r", Money.parse("KRW 1200")));
        billing.runTasks();
        assertThat(player.spentThisMonth()).isEqualTo(all);
    }

    @Test
    void aPaymentAfterTheReleaseCountsAgain() {
        player.limit("KRW 1200", null);
        PurchaseId id = player.post("k1");
        billing.cancel(id);
        billing.runTasks();
        billing.tell(id, 1, billing.captured("KRW 1200"));
        billing.runTasks();
        assertThat(player.spentToday()).isEqualTo(Money.parse("KRW 1200"));
    }

    @Test
    void aReservationWhosePurchaseNeverCameToBeIsReleased() {
        player.limit("KRW 1200", null);
        player.reservedBefore("never", "KRW 1200");
        assertThat(player.refusal("k1")).isEqualTo("limit-exceeded");
        player.checkReservations();
        assertThat(player.refusal("k2")).isEqualTo("accepted");
    }

    @Test
    void theCheckLeavesReservationsOfOpenPurchasesAlone() {
        player.limit("KRW 1200", null);
        player.post("k1");
        player.checkReservations();
        assertThat(player.spentToday()).isEqualTo(Money.parse("KRW 1200"));
    }

    @Test
    void newsFromAnOlderVersionOfThePurchaseAreDropped() {
        player.limit("KRW 1200", null);
        PurchaseId id = player.post("k1");
        Instant now = billing.clock.instant();
        Money amount = Money.parse("KRW 1200");
        billing.users.settle(
                FakeCatalog.ARCADE,
                LimitedPlayer.PLAYER,
                new Spending(id, amount, now, SpendingStatus.RELEASED, 5, null),
                now);
        billing.users.settle(
                FakeCatalog.ARCADE,
                LimitedPlayer.PLAYER,
                new Spending(id, amount, now, SpendingStatus.CONFIRMED, 4, null),
                now);
        assertThat(player.spentToday()).isEqualTo(Money.parse("KRW 0"));
    }

    @Test
    void aRequiredConsentMustHaveBeenGiven() {
        billing.catalog.put(FakeCatalog.arcade(null, Set.of("terms", "guardian")));
        assertThat(player.refusal("k1")).isEqualTo("consent-missing");
        consent("terms", true);
        consent("guardian", false);
        assertThat(player.refusal("k2")).isEqualTo("consent-missing");
        consent("guardian", true);
        assertThat(player.refusal("k3")).isEqualTo("accepted");
    }

    private void consent(String kind, boolean granted) {
        billing.users.giveConsent(
                FakeCatalog.ARCADE, LimitedPlayer.PLAYER, new Consent(kind, granted, billing.clock.instant(), null));
    }
}
