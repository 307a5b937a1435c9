package io.coinslot.marketgateway.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.contract.Answer.CannotHappen;
import io.coinslot.marketgateway.contract.Answer.Refused;
import io.coinslot.marketgateway.market.FinishesPayments;
import io.coinslot.marketgateway.payment.Capture;
import io.coinslot.marketgateway.payment.FinishAction;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentStatus;
import io.coinslot.marketgateway.payment.Receipt;
import org.joda.money.Money;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One sale at the market pays for one purchase: the one it was made for. */
interface ReceiptContract extends MarketSteps {
    @Test
    default void sellsFinishesAndLeavesNothingToDo() {
        MarketJourney journey = journey();
        String purchaseId = journey.request();
        journey.pay(purchaseId);
        Capture capture = journey.gateway().payment(purchaseId).paid();
        assertThat(capture.amount()).isEqualTo(Money.parse("KRW 1200"));
        assertThat(capture.test()).isFalse();
        journey.gateway().confirmDelivery(purchaseId);
        FinishAction action = journey.has(FinishesPayments.class) ? FinishAction.CONSUMED : FinishAction.NOT_NEEDED;
        assertThat(journey.gateway().lastEvent()).isEqualTo(new PaymentEvent.PaymentFinished(action));
        assertThat(journey.ledger(purchaseId).path("finished").asBoolean()).isTrue();
        assertThat(journey.ledger(purchaseId).at("/captured/amount").asString()).isEqualTo("1200");
        assertThat(journey.gateway().openTasks(purchaseId)).isZero();
    }

    @Test
    default void finishesWhatWasDeliveredBeforeTheCaptureWasKnown() {
        MarketJourney journey = journey();
        String purchaseId = journey.request();
        journey.gateway().confirmDelivery(purchaseId);
        journey.submit(purchaseId, journey.buy(purchaseId).receipt());
        assertThat(journey.gateway().payment(purchaseId).status()).isEqualTo(PaymentStatus.FINISHED);
    }

    @Test
    default void theSameReceiptAgainChangesNothing() {
        MarketJourney journey = journey();
        String purchaseId = journey.request();
        Receipt receipt = journey.pay(purchaseId).receipt();
        int events = journey.gateway().events().size();
        journey.submit(purchaseId, receipt);
        journey.gateway().confirmDelivery(purchaseId);
        journey.submit(purchaseId, receipt);
        assertThat(journey.gateway().events()).hasSize(events + 1);
        assertThat(journey.events(PaymentEvent.PaymentCaptured.class)).hasSize(1);
        assertThat(journey.gateway().payment(purchaseId).status()).isEqualTo(PaymentStatus.FINISHED);
        assertThat(journey.gateway().openTasks(purchaseId)).isZero();
    }

    @Test
    default void oneReceiptPaysForOnePurchase() {
        MarketJourney journey = journey();
        String first = journey.request();
        String second = journey.request();
        Receipt receipt = journey.pay(first).receipt();
        assertThat(journey.refusal(second, receipt).code()).isEqualTo("RECEIPT_ALREADY_USED");
        assertThat(journey.events(PaymentEvent.PaymentCaptured.class)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    default void refusesWhatIsNotWhatThePurchaseAskedFor(Difference difference) {
        MarketJourney journey = journey();
        switch (journey.market().answerTo(difference)) {
            case CannotHappen impossible -> Assumptions.abort(impossible.why());
            case Refused refused -> {
                String purchaseId = journey.request();
                Bought bought = journey.market().buy(journey.gateway(), purchaseId, difference);
                assertThat(journey.refusal(purchaseId, bought.receipt()).code()).isEqualTo(refused.code());
                assertThat(journey.events(PaymentEvent.PaymentCaptured.class)).isEmpty();
            }
        }
    }

    @Test
    default void refusesAReceiptThatTheMarketDoesNotKnowAndStaysPayable() {
        MarketJourney journey = journey();
        String purchaseId = journey.request();
        assertThat(journey.refusal(purchaseId, journey.market().unknownReceipt())
                        .code())
                .isEqualTo(journey.market().codeOfUnknown());
        journey.pay(purchaseId);
    }

    @Test
    default void refusesAReceiptOfAnotherMarketsKind() {
        MarketJourney journey = journey();
        String purchaseId = journey.request();
        Receipt own = journey.buy(purchaseId).receipt();
        Receipt.Kind foreign = own.kind() == Receipt.Kind.PURCHASE_TOKEN
                ? Receipt.Kind.PAYMENT_INTENT_ID
                : Receipt.Kind.PURCHASE_TOKEN;
        assertThat(journey.refusal(purchaseId, new Receipt(foreign, own.value()))
                        .code())
                .isEqualTo("WRONG_RECEIPT_KIND");
        journey.submit(purchaseId, own);
        assertThat(journey.gateway().payment(purchaseId).isPaid()).isTrue();
    }

    /**
     * A client's receipt is an attacker's text: it must not become another path, query or header at the market, where it
     * would lead to a receipt that is good.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {"..", "../../refunds", "a/b", "%2e%2e%2f", "a\nb", " ", "*?y=z", "*#y", "*/", "x/../*", "*%3fy"})
    default void refusesWhatWouldLeadElsewhere(String pattern) {
        MarketJourney journey = journey();
        String purchaseId = journey.request();
        Receipt good = journey.buy(purchaseId).receipt();
        Receipt bad = new Receipt(good.kind(), pattern.replace("*", good.value()));
        assertThat(journey.refusal(purchaseId, bad).code())
                .isIn("INVALID_RECEIPT", journey.market().codeOfUnknown());
        journey.submit(purchaseId, good);
        assertThat(journey.gateway().payment(purchaseId).isPaid()).isTrue();
    }
}
