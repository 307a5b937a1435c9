package io.coinslot.billing.payment.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.billing.LocalBilling;
import io.coinslot.billing.purchase.Payment;
import io.coinslot.billing.purchase.PurchaseId;
import io.coinslot.billing.purchase.PurchaseResource;
import io.coinslot.billing.purchase.PurchaseResource.ExcessResource;
import io.coinslot.billing.purchase.PurchaseResource.PaymentResource;
import io.coinslot.billing.purchase.PurchaseStatus;
import io.coinslot.schemas.Money;
import io.coinslot.schemas.market.ChargebackClosed;
import io.coinslot.schemas.market.ChargebackOpened;
import io.coinslot.schemas.market.PaymentRefundFailed;
import io.coinslot.schemas.market.PaymentRefundReversed;
import io.coinslot.schemas.market.PaymentRefunded;
import io.coinslot.servicekit.money.MoneyText;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a purchase shows of a further payment while its money goes back: all at once, in parts, not at all. */
class SecondPaymentEventsTest {
    private static final String SECOND = "GPA.other";
    private static final String PARKED = "SECOND_PAYMENT: The second payment GPA.other is not given back";

    private final LocalBilling billing = new LocalBilling();
    private PurchaseId id;

    @BeforeEach
    void paidTwice() {
        id = billing.completed();
        billing.tell(id, billing.captured(SECOND, "KRW 1200"));
        park();
    }

    @Test
    void isReturnedOnceAllOfItHasGoneBack() {
        assertThat(shown().parked()).isEqualTo(PARKED);
        happened(refunded("re_9", 1200, SECOND));
        assertExcess(1200, true);
        assertThat(shown().parked()).isNull();
        assertThat(billing.purchase(id).refunded().isZero()).isTrue();
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.COMPLETED);
        assertThat(billing.events()).endsWith("PurchasePaidAgain");
    }

    @Test
    void aPartThatWentBackIsAPartAndTheRestStaysAnOperators() {
        happened(refunded("re_9", 400, SECOND));
        assertExcess(400, false);
        assertThat(shown().parked()).isEqualTo(PARKED);
        happened(refunded("re_10", 800, SECOND));
        assertExcess(1200, true);
        assertThat(shown().parked()).isNull();
    }

    @Test
    void ofTwoPartsOneComesAgain() {
        happened(refunded("re_9", 400, SECOND));
        happened(refunded("re_10", 800, SECOND));
        happened(new PaymentRefundReversed("re_9", money(400), SECOND));
        assertExcess(800, false);
        assertThat(history()).endsWith("SecondPaymentNotReturned: REVERSED");
    }

    @Test
    void aRefundThatIsToldTwiceCountsOnce() {
        happened(refunded("re_9", 600, SECOND));
        happened(refunded("re_9", 600, SECOND));
        assertExcess(600, false);
    }

    @Test
    void aRefundOfOursThatFailsAfterAllHasNotGoneBack() {
        happened(new PaymentRefunded("ref_1", "re_9", money(1200), "SERVICE", null, SECOND));
        happened(new PaymentRefundFailed("ref_1", "EXPIRED", "the card is gone", SECOND));
        assertExcess(0, false);
    }

    @Test
    void twoFurtherPaymentsGoBackEachByItself() {
        billing.tell(id, billing.captured("GPA.third", "KRW 1200"));
        happened(refunded("re_9", 1200, "GPA.third"));
        assertExcess(0, false);
        assertThat(shown().excess().getLast().returned()).isTrue();
        assertThat(shown().parked()).isEqualTo(PARKED);
    }

    @Test
    void isHeldWhileABankDisputesItAndReturnedOnceThatIsLost() {
        happened(disputed(1));
        assertThat(shown().excess().getFirst().disputed()).isEqualTo(new MoneyText("1200", "KRW"));
        assertExcess(0, false);
        assertThat(shown().parked()).isEqualTo(PARKED);
        happened(ended(false, 2));
        assertExcess(0, true);
        assertThat(shown().parked()).isNull();
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.COMPLETED);

        happened(disputed(1));
        happened(disputed(3));
        assertExcess(0, false);
        happened(ended(true, 4));
        assertExcess(0, false);
        assertThat(shown().excess().getFirst().disputed()).isNull();
    }

    @Test
    void isReturnedByARefundOfAPartAndADisputeOfTheRest() {
        happened(refunded("re_9", 700, SECOND));
        happened(new ChargebackOpened("dp_1", money(500), null, 1L, SECOND));
        happened(new ChargebackClosed("dp_1", money(500), false, 2L, SECOND));
        assertExcess(700, true);
    }

    @Test
    void whatAnOlderVersionHadShownAsReturnedStaysSoUntilItComesAgain() {
        Payment now = billing.purchase(id).payment();
        Payment old =
                new Payment(now.lastSequence(), null, now.capture(), now.excess(), null, null, List.of(SECOND), null);
        assertThat(old.isReturned(SECOND)).isTrue();
        assertThat(old.returnedOf(old.excess().getFirst()))
                .isEqualTo(old.excess().getFirst().amount());
        assertThat(old.keptExcess(SECOND).isReturned(SECOND)).isFalse();
    }

    private void park() {
        happened(new io.coinslot.schemas.market.PaymentParkedForOperator(
                "SECOND_PAYMENT", "The second payment GPA.other is not given back"));
    }

    private void happened(Object event) {
        billing.tell(id, PaymentEventMapper.fact(event));
    }

    private PaymentResource shown() {
        return PurchaseResource.of(billing.purchase(id), 1).payment();
    }

    private void assertExcess(long refunded, boolean returned) {
        ExcessResource excess = shown().excess().getFirst();
        assertThat(excess.refunded()).isEqualTo(new MoneyText(Long.toString(refunded), "KRW"));
        assertThat(excess.returned()).isEqualTo(returned);
    }

    private List<String> history() {
        return billing.purchase(id).trail().history().stream()
                .map(line -> line.event())
                .toList();
    }

    private static ChargebackOpened disputed(long turn) {
        return new ChargebackOpened("dp_1", money(1200), "fraudulent", turn, SECOND);
    }

    private static ChargebackClosed ended(boolean won, long turn) {
        return new ChargebackClosed("dp_1", money(1200), won, turn, SECOND);
    }

    private static PaymentRefunded refunded(String marketRefundId, long amount, String transactionId) {
        return new PaymentRefunded(null, marketRefundId, money(amount), "MARKET", null, transactionId);
    }

    private static Money money(long minorUnits) {
        return new Money(minorUnits, "KRW");
    }
}
