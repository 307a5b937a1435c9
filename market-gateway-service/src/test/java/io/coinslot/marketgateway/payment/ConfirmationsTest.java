package io.coinslot.marketgateway.payment;

import static io.coinslot.marketgateway.Decided.events;
import static io.coinslot.marketgateway.Decided.startedTasks;
import static io.coinslot.marketgateway.Decided.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.Orders;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.TaskDraft;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfirmationsTest {
    private static final MarketAbilities TOSS = new MarketAbilities(true, true, false, true, true);
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Receipt FIRST = new Receipt(Receipt.Kind.PAYMENT_KEY, "k1");
    private static final Receipt SECOND = new Receipt(Receipt.Kind.PAYMENT_KEY, "k2");

    private final Payment requested =
            state(PurchaseReactions.requested(null, Orders.of(Orders.TOSS_PAYMENTS, "p1"), 1, TOSS));

    private static List<String> tasks(Decision<Payment, PaymentEvent, ?> decision) {
        return startedTasks(decision).stream().map(TaskDraft::taskId).toList();
    }

    private Payment confirming() {
        return state(Confirmations.authorised(requested, "r1", FIRST, NOW));
    }

    private static String refusal(Decision<Payment, PaymentEvent, ?> decision) {
        return ((PaymentEvent.ReceiptRefused) events(decision).getFirst()).code();
    }

    @Test
    void recordsWhatIsConfirmedTogetherWithTheCall() {
        Decision<Payment, PaymentEvent, Void> decision = Confirmations.authorised(requested, "r1", FIRST, NOW);
        assertThat(tasks(decision)).containsExactly("confirm:r1");
        assertThat(state(decision).confirming()).isEqualTo(FIRST);
    }

    @Test
    void beginsNoSecondConfirmation() {
        assertThat(Confirmations.authorised(confirming(), "r1", FIRST, NOW)).isInstanceOf(Decision.Unchanged.class);
        Decision<Payment, PaymentEvent, Void> second = Confirmations.authorised(confirming(), "r2", SECOND, NOW);
        assertThat(refusal(second)).isEqualTo("CONFIRMATION_IN_PROGRESS");
        assertThat(tasks(second)).isEmpty();
        assertThat(state(second).confirming()).isEqualTo(FIRST);
    }

    @Test
    void isFreeForAnotherReceiptOnceTheFirstIsRefused() {
        Payment free = state(MarketAnswers.receiptRefused(confirming(), "r1", FIRST, "EXPIRED", "too late"));
        assertThat(free.confirming()).isNull();
        assertThat(tasks(Confirmations.authorised(free, "r2", SECOND, NOW))).containsExactly("confirm:r2");
    }

    @Test
    void takesNothingForAPurchaseThatIsOver() {
        for (PaymentStatus end : List.of(PaymentStatus.CLOSED, PaymentStatus.DECLINED, PaymentStatus.NOT_PREPARED)) {
            assertThat(refusal(Confirmations.authorised(requested.to(end), "r1", FIRST, NOW)))
                    .isEqualTo("PURCHASE_CLOSED");
        }
    }

    @Test
    void callsOffADepositThatNobodyWaitsForAnyMore() {
        Decision<Payment, PaymentEvent, Void> waiting =
                Confirmations.awaitsDeposit(confirming(), "r1", FIRST, "later", TOSS);
        assertThat(tasks(waiting)).containsExactly("verify:r1");
        assertThat(state(waiting).status()).isEqualTo(PaymentStatus.PENDING);
        Payment closed = confirming().to(PaymentStatus.CLOSED);
        assertThat(tasks(Confirmations.awaitsDeposit(closed, "r1", FIRST, "later", TOSS)))
                .containsExactly("verify:r1", "cancel");
    }
}
