package io.coinslot.billing.purchase;

import static io.coinslot.billing.purchase.PurchaseStatus.CANCELLED;
import static io.coinslot.billing.purchase.PurchaseStatus.CHARGED_BACK;
import static io.coinslot.billing.purchase.PurchaseStatus.COMPLETED;
import static io.coinslot.billing.purchase.PurchaseStatus.DECLINED;
import static io.coinslot.billing.purchase.PurchaseStatus.DELIVERED;
import static io.coinslot.billing.purchase.PurchaseStatus.EXPIRED;
import static io.coinslot.billing.purchase.PurchaseStatus.OUTCOME_UNKNOWN;
import static io.coinslot.billing.purchase.PurchaseStatus.PAID;
import static io.coinslot.billing.purchase.PurchaseStatus.PARTIALLY_REFUNDED;
import static io.coinslot.billing.purchase.PurchaseStatus.PAYABLE;
import static io.coinslot.billing.purchase.PurchaseStatus.PENDING;
import static io.coinslot.billing.purchase.PurchaseStatus.REFUNDED;
import static io.coinslot.billing.purchase.PurchaseStatus.REFUND_PENDING;
import static io.coinslot.billing.purchase.PurchaseStatus.REQUESTED;
import static io.coinslot.billing.purchase.PurchaseStatus.VERIFYING;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PurchaseStatusTest {
    private static final Set<PurchaseStatus> MONEY = Set.of(REFUND_PENDING, PARTIALLY_REFUNDED, REFUNDED, CHARGED_BACK);

    /** Written out a second time, so that a change of the table is made twice and on purpose. */
    private static final Map<PurchaseStatus, Set<PurchaseStatus>> EXPECTED = Map.ofEntries(
            Map.entry(
                    REQUESTED,
                    Set.of(PAYABLE, VERIFYING, PENDING, OUTCOME_UNKNOWN, DECLINED, CANCELLED, EXPIRED, PAID)),
            Map.entry(PAYABLE, Set.of(VERIFYING, PENDING, OUTCOME_UNKNOWN, DECLINED, CANCELLED, EXPIRED, PAID)),
            Map.entry(VERIFYING, Set.of(REQUESTED, PAYABLE, PENDING, OUTCOME_UNKNOWN, DECLINED, PAID)),
            Map.entry(PENDING, Set.of(OUTCOME_UNKNOWN, DECLINED, CANCELLED, PAID)),
            Map.entry(OUTCOME_UNKNOWN, Set.of(REQUESTED, PAYABLE, PENDING, DECLINED, PAID)),
            Map.entry(DECLINED, Set.of(PAID)),
            Map.entry(CANCELLED, Set.of(PAID)),
            Map.entry(EXPIRED, Set.of(PAID)),
            Map.entry(PAID, Set.of(DELIVERED, REFUND_PENDING, PARTIALLY_REFUNDED, REFUNDED, CHARGED_BACK)),
            Map.entry(DELIVERED, Set.of(COMPLETED, REFUND_PENDING, PARTIALLY_REFUNDED, REFUNDED, CHARGED_BACK)),
            Map.entry(COMPLETED, MONEY),
            Map.entry(REFUND_PENDING, Set.of(PAID, DELIVERED, COMPLETED, PARTIALLY_REFUNDED, REFUNDED, CHARGED_BACK)),
            Map.entry(PARTIALLY_REFUNDED, Set.of(PAID, DELIVERED, COMPLETED, REFUND_PENDING, REFUNDED, CHARGED_BACK)),
            Map.entry(REFUNDED, Set.of(PAID, DELIVERED, COMPLETED, REFUND_PENDING, PARTIALLY_REFUNDED, CHARGED_BACK)),
            Map.entry(CHARGED_BACK, Set.of(PAID, DELIVERED, COMPLETED, REFUND_PENDING, PARTIALLY_REFUNDED, REFUNDED)));

    @ParameterizedTest
    @EnumSource
    void allowsExactlyTheMovesOfTheTable(PurchaseStatus from) {
        for (PurchaseStatus to : PurchaseStatus.values()) {
            assertThat(from.permits(to))
                    .as("%s to %s", from, to)
                    .isEqualTo(EXPECTED.get(from).contains(to));
        }
    }

    @ParameterizedTest
    @EnumSource
    void isEitherUnsettledOrClosedUnpaidOrPaid(PurchaseStatus status) {
        int kinds = (status.isUnsettled() ? 1 : 0) + (status.isClosedUnpaid() ? 1 : 0) + (status.isPaid() ? 1 : 0);
        assertThat(kinds).isOne();
    }

    @ParameterizedTest
    @EnumSource
    void canAlwaysBecomePaidAsLongAsItIsNot(PurchaseStatus status) {
        assertThat(status.isPaid() || status.permits(PAID)).isTrue();
    }

    @Test
    void paidPurchasesNeverBecomeUnpaid() {
        for (PurchaseStatus from : PurchaseStatus.values()) {
            for (PurchaseStatus to : PurchaseStatus.values()) {
                assertThat(from.isPaid() && !to.isPaid() && from.permits(to))
                        .as("%s to %s", from, to)
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void onlyWhatIsPayableExpires(PurchaseStatus status) {
        assertThat(status.permits(EXPIRED)).isEqualTo(status.isPayable());
    }
}
