package io.coinslot.billing.refund;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.billing.LocalBilling;
import io.coinslot.billing.catalog.Market;
import io.coinslot.billing.payment.MarketFact;
import io.coinslot.billing.purchase.PurchaseId;
import io.coinslot.billing.purchase.PurchaseStatus;
import io.coinslot.billing.purchase.Source;
import io.coinslot.billing.purchase.Webhook;
import java.util.Objects;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class RefundRequestsTest {
    private final LocalBilling billing = new LocalBilling();

    private RefundRequests.Outcome request(PurchaseId id, String refundId, String amount) {
        Money money = amount == null ? null : Money.parse(amount);
        var draft = new RefundRequests.Draft(refundId, money, "a mistake", "print-" + amount);
        return billing.purchases
                .handleAndWait(
                        id.value(),
                        purchase -> RefundRequests.request(
                                Objects.requireNonNull(purchase), draft, billing.moment(Source.API)))
                .result();
    }

    private MarketFact done(String refundId, String marketRefundId, String amount) {
        return new MarketFact.Refunded(refundId, marketRefundId, Money.parse(amount), "SERVICE", null);
    }

    @Test
    void refundsEverythingIfNoAmountIsNamed() {
        PurchaseId id = billing.completed();
        assertThat(request(id, "ref-1", null))
                .isInstanceOfSatisfying(
                        RefundRequests.Accepted.class,
                        accepted -> assertThat(accepted.refund().amount()).isEqualTo(Money.parse("KRW 1200")));
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.REFUND_PENDING);
        billing.tell(id, done("ref-1", "m-1", "KRW 1200"));
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.REFUNDED);
    }

    @Test
    void twoRefundsTogetherNeverExceedWhatWasCaptured() {
        PurchaseId id = billing.completed();
        assertThat(request(id, "ref-1", "KRW 700")).isInstanceOf(RefundRequests.Accepted.class);
        assertThat(request(id, "ref-2", "KRW 700")).isEqualTo(new RefundRequests.Exceeding(Money.parse("KRW 500")));
        billing.tell(id, done("ref-1", "m-1", "KRW 700"));
        assertThat(request(id, "ref-3", "KRW 501")).isInstanceOf(RefundRequests.Exceeding.class);
        assertThat(request(id, "ref-4", "KRW 500")).isInstanceOf(RefundRequests.Accepted.class);
    }

    /** The market had given it back in two parts: one change reinstates twice, and asks for the goods once. */
    @Test
    void theGoodsAreAskedForAfterAllThatComesBackOfARefund() {
        billing.game.answers(200, "");
        PurchaseId id = billing.paid();
        billing.runTasks();
        request(id, "ref-1", null);
        billing.tell(id, done("ref-1", "m-1", "KRW 500"));
        billing.tell(id, done("ref-1", "m-2", "KRW 700"));
        billing.tell(id, new MarketFact.RefundFailed("ref-1", "BANK", "the account is closed"));
        assertThat(billing.purchase(id).webhooks())
                .extracting(Webhook::type)
                .endsWith("purchase.reinstated", "purchase.reinstated", "purchase.paid");
    }

    @Test
    void whatTheMarketGaveBackCountsToo() {
        PurchaseId id = billing.completed();
        billing.tell(id, LocalBilling.refunded("m-1", "KRW 1000"));
        assertThat(request(id, "ref-1", "KRW 300")).isInstanceOf(RefundRequests.Exceeding.class);
    }

    @Test
    void aPurchaseTakesAHundredRequestsWhateverBecameOfThem() {
        PurchaseId id = billing.completed();
        for (int n = 1; n <= 100; n++) {
            assertThat(request(id, "ref-" + n, "KRW 1")).isInstanceOf(RefundRequests.Accepted.class);
            billing.tell(id, new MarketFact.RefundFailed("ref-" + n, "EXPIRED", "too late"));
        }
        assertThat(request(id, "ref-101", "KRW 1")).isEqualTo(new RefundRequests.TooMany(100));
        assertThat(request(id, "ref-101", "KRW 1201")).isInstanceOf(RefundRequests.Exceeding.class);
        assertThat(request(id, "ref-1", "KRW 1")).isInstanceOf(RefundRequests.Accepted.class);
    }

    @Test
    void aRejectedRefundIsFreeAgain() {
        PurchaseId id = billing.completed();
        request(id, "ref-1", null);
        billing.tell(id, new MarketFact.RefundFailed("ref-1", "EXPIRED", "too late"));
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.COMPLETED);
        assertThat(billing.purchase(id).refundable()).isEqualTo(Money.parse("KRW 1200"));
        assertThat(billing.events()).endsWith("RefundRequested", "RefundRejected");
    }

    @Test
    void aRefundThatFailsAfterItWasDoneBringsTheMoneyBack() {
        PurchaseId id = billing.completed();
        request(id, "ref-1", null);
        billing.tell(id, done("ref-1", "m-1", "KRW 1200"));
        billing.tell(id, new MarketFact.RefundFailed("ref-1", "lost_or_stolen_card", "returned"));
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.COMPLETED);
        assertThat(billing.events()).endsWith("RefundRejected", "PurchaseReinstated");
    }

    @Test
    void theSameRequestTwiceIsOneRefund() {
        PurchaseId id = billing.completed();
        request(id, "ref-1", "KRW 700");
        assertThat(request(id, "ref-1", "KRW 700"))
                .isInstanceOfSatisfying(
                        RefundRequests.Accepted.class,
                        accepted -> assertThat(accepted.replayed()).isTrue());
        assertThat(request(id, "ref-1", "KRW 600")).isInstanceOf(RefundRequests.KeyReused.class);
        assertThat(billing.events()).containsOnlyOnce("RefundRequested");
    }

    @Test
    void refundsOnlyWhatIsPaid() {
        assertThat(request(billing.requested(Market.STRIPE), "ref-1", null)).isInstanceOf(RefundRequests.NotPaid.class);
    }

    @Test
    void refundsNothingWhileThePaymentIsDisputed() {
        PurchaseId id = billing.completed();
        billing.tell(id, new MarketFact.ChargebackOpened("d", Money.parse("KRW 1200"), null));
        assertThat(request(id, "ref-1", null)).isInstanceOf(RefundRequests.Disputed.class);
    }

    @Test
    void refundsInTheCurrencyOfThePayment() {
        assertThat(request(billing.completed(), "ref-1", "USD 1.00")).isInstanceOf(RefundRequests.WrongCurrency.class);
    }

    @Test
    void aRefundBeforeTheGrantStopsTheDelivery() {
        PurchaseId id = billing.paid();
        request(id, "ref-1", null);
        billing.tell(id, done("ref-1", "m-1", "KRW 1200"));
        billing.runTasks();
        assertThat(billing.game.received()).noneMatch(message -> message.body().contains("purchase.paid"));
    }

    @Test
    void listsOwnAndForeignRefundsOnceEach() {
        PurchaseId id = billing.completed();
        request(id, "ref-1", "KRW 200");
        billing.tell(id, done("ref-1", "m-1", "KRW 200"));
        billing.tell(id, LocalBilling.refunded("m-2", "KRW 100"));
        assertThat(RefundResource.allOf(billing.purchase(id)))
                .extracting(RefundResource::refundId)
                .containsExactly("ref-1", "m-2");
    }
}
