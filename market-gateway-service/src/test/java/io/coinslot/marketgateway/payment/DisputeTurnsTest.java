package io.coinslot.marketgateway.payment;

import static io.coinslot.marketgateway.Decided.events;
import static io.coinslot.marketgateway.Decided.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.payment.Dispute.Status;
import io.coinslot.marketgateway.payment.MoneyBack.MarketDispute;
import io.coinslot.marketgateway.payment.PaymentEvent.ChargebackClosed;
import io.coinslot.marketgateway.payment.PaymentEvent.ChargebackOpened;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Decision.Accepted;
import java.time.Instant;
import java.util.List;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** The market's last word about a dispute holds, whichever way it turned before. */
class DisputeTurnsTest {
    private static final MarketAbilities MARKET = new MarketAbilities(true, false, true, true, true);
    private static final Money ALL = Money.parse("KRW 1200");
    private static final Capture CAPTURE = new Capture(
            "pi_1",
            "acct_1",
            new Receipt(Receipt.Kind.PAYMENT_INTENT_ID, "pi_1"),
            ALL,
            null,
            "KR",
            Instant.EPOCH,
            null,
            false);

    private Payment payment = state(MarketAnswers.captured(
            state(PurchaseReactions.requested(null, Orders.of(Orders.STRIPE, "p1"), 1, MARKET)),
            "r1",
            CAPTURE,
            List.of(),
            MARKET));

    private static List<MoneyBack> record(Status status) {
        return List.of(new MarketDispute("dp_1", ALL, status, "fraudulent"));
    }

    private List<PaymentEvent> told(Status status) {
        Decision<Payment, PaymentEvent, Void> decision = MarketAnswers.moneyBack(payment, record(status));
        if (decision instanceof Accepted) {
            payment = state(decision);
        }
        return events(decision);
    }

    private static ChargebackOpened opened(long turn) {
        return new ChargebackOpened("dp_1", ALL, "fraudulent", turn);
    }

    private static ChargebackClosed closed(boolean won, long turn) {
        return new ChargebackClosed("dp_1", ALL, won, turn);
    }

    @Test
    void aDisputeThatWasWonAndIsLostAfterAllTakesTheMoney() {
        assertThat(told(Status.WON)).containsExactly(opened(1), closed(true, 2));
        assertThat(told(Status.LOST)).containsExactly(opened(3), closed(false, 4));
        assertThat(payment.hasNothingLeft()).isTrue();
        assertThat(told(Status.LOST)).isEmpty();
    }

    @Test
    void aDisputeThatWasLostAndIsWonAfterAllGivesTheMoneyBack() {
        told(Status.LOST);
        assertThat(told(Status.WON)).containsExactly(opened(3), closed(true, 4));
        assertThat(payment.kept()).isEqualTo(ALL);
    }

    @Test
    void aDisputeThatIsTakenUpAgainIsOpenAndEndsAgain() {
        told(Status.OPEN);
        told(Status.WON);
        assertThat(told(Status.OPEN)).containsExactly(opened(3));
        assertThat(payment.hasNothingLeft()).isTrue();
        assertThat(told(Status.WON)).containsExactly(closed(true, 4));
        assertThat(payment.kept()).isEqualTo(ALL);
    }

    @Test
    void aDisputeOfAnOlderVersionTurnsLikeAnyOther() {
        payment = payment.withDispute(new Dispute("dp_1", ALL, Status.WON, null));
        assertThat(told(Status.LOST)).containsExactly(opened(3), closed(false, 4));
    }

    @Test
    void anOldReceiptWhoseRecordSaysOtherwiseIsReadAgainAndNotBelieved() {
        told(Status.WON);
        told(Status.LOST);
        var again = MarketAnswers.captured(payment, "r2", CAPTURE, record(Status.WON), MARKET);
        assertThat(((Accepted<Payment, PaymentEvent, Void>) again).events()).isEmpty();
        assertThat(state(again)).isEqualTo(payment);
        assertThat(((Accepted<Payment, PaymentEvent, Void>) again).startedTasks())
                .containsExactly(PaymentTasks.reread());
    }
}
