package io.coinslot.billing.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.billing.LocalBilling;
import io.coinslot.billing.catalog.Market;
import io.coinslot.billing.purchase.DeliveryStatus;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.PurchaseId;
import io.coinslot.billing.purchase.PurchaseStatus;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Money that moves in another currency than was paid in: nobody knows how much of the payment that is. */
class OtherCurrencyTest {
    private static final Money EUROS = Money.parse("EUR 0.75");

    private final LocalBilling billing = new LocalBilling();

    @Test
    void aRefundIsAnOperatorsAndNothingIsGivenBackOnTopOfIt() {
        PurchaseId id = billing.completed();
        billing.tell(id, LocalBilling.refunded("r1", "EUR 0.75"));
        assertIsAnOperators(id, "REFUND_CURRENCY: r1 is of EUR 0.75, but the purchase was paid in KRW");
        assertThat(billing.purchase(id).refunded()).isEqualTo(Money.parse("KRW 0"));
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.COMPLETED);
        assertThat(billing.events()).endsWith("PurchaseRefunded");

        billing.tell(id, new MarketFact.RefundReversed("r1", EUROS));
        assertThat(billing.purchase(id).refundable()).isEqualTo(Money.parse("KRW 1200"));
    }

    @Test
    void aRefundBeforeThePaymentIsKeptAndAnOperatorsOnceItIsPaid() {
        PurchaseId id = billing.requested(Market.GOOGLE_PLAY);
        billing.tell(id, LocalBilling.refunded("r1", "EUR 0.75"));
        billing.tell(id, billing.captured("KRW 1200"));
        assertIsAnOperators(id, "REFUND_CURRENCY: r1 is of EUR 0.75, but the purchase was paid in KRW");
    }

    @Test
    void anAnswerToOurOwnRefundLeavesItOpen() {
        PurchaseId id = billing.completed();
        billing.refund(id, "ref_1", Money.parse("KRW 900"));
        billing.tell(id, new MarketFact.Refunded("ref_1", "r1", EUROS, "SERVICE", null));
        assertIsAnOperators(id, "REFUND_CURRENCY: r1 is of EUR 0.75, but the purchase was paid in KRW");
        assertThat(billing.purchase(id).refundPending()).isEqualTo(Money.parse("KRW 900"));
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.REFUND_PENDING);
    }

    @Test
    void staysAnOperatorsWhateverBecomesOfOtherRefunds() {
        PurchaseId id = billing.completed();
        billing.tell(id, LocalBilling.refunded("r1", "EUR 0.75"));
        billing.tell(id, new MarketFact.RefundFailed("ref_other", "DECLINED", "too late"));
        billing.tell(id, LocalBilling.refunded("r2", "KRW 100"));
        assertIsAnOperators(id, "REFUND_CURRENCY: r1 is of EUR 0.75, but the purchase was paid in KRW");
    }

    @Test
    void aDisputeTakesThePurchaseBackWhateverItsCurrency() {
        PurchaseId id = billing.completed();
        billing.tell(id, new MarketFact.ChargebackOpened("d1", EUROS, "fraudulent"));
        assertIsAnOperators(id, "DISPUTE_CURRENCY: d1 is of EUR 0.75, but the purchase was paid in KRW");
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.CHARGED_BACK);
        assertThat(billing.purchase(id).debt()).isEqualTo(Money.parse("KRW 0"));

        billing.tell(id, new MarketFact.ChargebackClosed("d1", EUROS, true));
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.COMPLETED);
        assertThat(billing.purchase(id).refundable()).isEqualTo(Money.parse("KRW 1200"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"EUR 0.75", "KRW 1199"})
    void aDisputeThatIsLostBeforeTheDeliveryHasNothingDelivered(String amount) {
        PurchaseId id = billing.requested(Market.GOOGLE_PLAY);
        billing.tell(id, billing.captured("KRW 1200"));
        billing.tell(id, new MarketFact.ChargebackOpened("d1", Money.parse(amount), "fraudulent"));
        assertThat(billing.purchase(id).delivery().status()).isEqualTo(DeliveryStatus.CANCELLED);

        billing.tell(id, new MarketFact.ChargebackClosed("d1", Money.parse(amount), false));
        assertThat(billing.purchase(id).delivery().status()).isEqualTo(DeliveryStatus.CANCELLED);
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.CHARGED_BACK);
    }

    /** As it was before, all that the market told later would have been refused, since facts are taken without gaps. */
    @Test
    void whatIsToldLaterIsHeard() {
        PurchaseId id = billing.completed();
        billing.tell(id, LocalBilling.refunded("r1", "EUR 0.75"));
        billing.tell(id, LocalBilling.refunded("r2", "KRW 1200"));
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.REFUNDED);
    }

    private void assertIsAnOperators(PurchaseId id, String reason) {
        Purchase purchase = billing.purchase(id);
        assertThat(purchase.payment().parked()).isEqualTo(reason);
        assertThat(purchase.trail().history())
                .anyMatch(entry -> entry.event().startsWith("MoneyBackInAnotherCurrency:"));
        assertThat(purchase.refundable().isZero()).isTrue();
    }
}
