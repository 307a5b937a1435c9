package io.coinslot.billing.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.billing.LocalBilling;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.PurchaseId;
import io.coinslot.billing.purchase.PurchaseStatus;
import io.coinslot.billing.purchase.RefundStatus;
import io.coinslot.billing.refund.RefundResource;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The service's refund and something of the market's or the bank's have crossed. Settlement says the same of it. */
class GivenTwiceTest {
    private static final Money ALL = Money.parse("KRW 1200");
    private static final Money NOTHING = Money.parse("KRW 0");
    private static final MarketFact MADE = new MarketFact.Refunded("ref_1", "re_1", ALL, "SERVICE", "sorry");
    private static final MarketFact OPENED = new MarketFact.ChargebackOpened("d1", ALL, "fraudulent");

    private final LocalBilling billing = new LocalBilling();
    private final PurchaseId id = billing.completed();

    private Purchase purchase() {
        return billing.purchase(id);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void moneyThatWentBackTwiceIsOwedAndAnOperatorsUntilTheDisputeIsWon(boolean refundFirst) {
        billing.refund(id, "ref_1", ALL);
        billing.tell(id, refundFirst ? MADE : OPENED);
        assertThat(purchase().parked()).isNull();
        billing.tell(id, refundFirst ? OPENED : MADE);
        assertThat(purchase().status()).isEqualTo(PurchaseStatus.CHARGED_BACK);
        assertThat(purchase().debt()).isEqualTo(ALL);
        assertThat(purchase().refundable()).isEqualTo(NOTHING);
        assertThat(purchase().parked()).startsWith("GIVEN_TWICE: KRW 1200 ");

        billing.tell(id, new MarketFact.ChargebackClosed("d1", ALL, true));
        assertThat(purchase().status()).isEqualTo(PurchaseStatus.REFUNDED);
        assertThat(purchase().debt()).isEqualTo(NOTHING);
        assertThat(purchase().parked()).isNull();
    }

    @Test
    void moneyThatWentBackTwiceHidesNothingElseThatWaitsForAnOperator() {
        String second = "SECOND_PAYMENT: the second payment pi_2 is not given back";
        billing.tell(
                id, new MarketFact.ParkedForOperator("SECOND_PAYMENT", "the second payment pi_2 is not given back"));
        billing.refund(id, "ref_1", ALL);
        billing.tell(id, MADE);
        billing.tell(id, OPENED);
        assertThat(purchase().parked()).startsWith(second + "; GIVEN_TWICE: KRW 1200 ");

        billing.tell(id, new MarketFact.ParkedForOperator("REFUND", "Stripe refuses it"));
        assertThat(purchase().parked()).startsWith("REFUND: Stripe refuses it; GIVEN_TWICE: KRW 1200 ");

        billing.tell(id, new MarketFact.ChargebackClosed("d1", ALL, true));
        assertThat(purchase().parked()).isEqualTo("REFUND: Stripe refuses it");
    }

    @Test
    void aRefundThatTheBankForestalledHoldsNothingMore() {
        billing.refund(id, "ref_1", ALL);
        billing.tell(id, OPENED);
        billing.tell(
                id, new MarketFact.RefundFailed("ref_1", "CHARGED_BACK", "The player's bank disputes the payment"));
        assertThat(purchase().repayment().request("ref_1").orElseThrow().status())
                .isEqualTo(RefundStatus.REJECTED);
        assertThat(purchase().parked()).isNull();
        billing.tell(id, new MarketFact.ChargebackClosed("d1", ALL, true));
        assertThat(purchase().refundable()).isEqualTo(ALL);
    }

    @Test
    void aRefundThatSeemedToHaveFailedAndWasMadeIsCounted() {
        billing.refund(id, "ref_1", ALL);
        billing.tell(
                id, new MarketFact.RefundFailed("ref_1", "CHARGED_BACK", "The player's bank disputes the payment"));
        billing.tell(id, MADE);
        assertThat(purchase().repayment().request("ref_1").orElseThrow().status())
                .isEqualTo(RefundStatus.SUCCEEDED);
        assertThat(purchase().refunded()).isEqualTo(ALL);
    }

    @Test
    void aRefundThatIsMadeOnceMoreAfterItsReversalCountsOnceMore() {
        billing.refund(id, "ref_1", ALL);
        billing.tell(id, MADE);
        billing.tell(id, new MarketFact.RefundReversed("re_1", ALL));
        assertThat(status()).isEqualTo("REVERSED");
        MarketFact again = new MarketFact.Refunded("ref_1", "re_1#2", ALL, "SERVICE", "sorry");
        billing.tell(id, again);
        billing.tell(id, again);
        assertThat(purchase().refunded()).isEqualTo(ALL);
        assertThat(status()).isEqualTo("SUCCEEDED");
    }

    @Test
    void aRefundOfWhichOnlyAPartCameBackStillTellsTheRest() {
        billing.tell(id, LocalBilling.refunded("r1", "KRW 1200"));
        billing.tell(id, new MarketFact.RefundReversed("r1", Money.parse("KRW 500")));
        assertThat(status()).isEqualTo("SUCCEEDED");
        RefundResource told = RefundResource.allOf(purchase()).getFirst();
        assertThat(told.refunded().amount()).isEqualTo("700");
        assertThat(purchase().refundable()).isEqualTo(Money.parse("KRW 500"));
    }

    private String status() {
        return RefundResource.allOf(purchase()).getFirst().status();
    }
}
