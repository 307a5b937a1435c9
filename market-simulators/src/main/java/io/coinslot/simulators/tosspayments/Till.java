package io.coinslot.simulators.tosspayments;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** What happens to money at Toss Payments. Callers hold the market's lock; every step tells the merchant. */
final class Till {
    static final Duration CONFIRM_WITHIN = Duration.ofMinutes(10);

    private final TossMemory memory;
    private final TossWebhooks webhooks;
    private final Clock clock;

    Till(TossMemory memory, TossWebhooks webhooks, Clock clock) {
        this.memory = memory;
        this.webhooks = webhooks;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /** The player has authorised it at the payment window. Nothing is paid yet. */
    TossPayment authorised(TossPayment payment) {
        memory.put(payment);
        return payment;
    }

    /** Confirms an authorised payment. */
    TossPayment confirm(TossPayment payment) {
        if (payment.declineCode() != null) {
            return change(payment.to(Status.ABORTED));
        }
        return change(
                payment.method() == Method.VIRTUAL_ACCOUNT
                        ? payment.waiting(Keys.transaction(), Keys.secret(), now())
                        : payment.approved(Keys.transaction(), now()));
    }

    /** Somebody pays into the virtual account. */
    TossPayment deposit(TossPayment waiting) {
        return change(waiting.approved(Keys.transaction(), now()));
    }

    /** The banks find that the deposit was none: it is waited for again. */
    TossPayment depositTakenBack(TossPayment paid) {
        return change(paid.waiting(Keys.transaction(), String.valueOf(paid.secret()), now()));
    }

    TossPayment expire(TossPayment payment) {
        return change(payment.to(Status.EXPIRED));
    }

    TossPayment cancel(TossPayment payment, long amount, String reason) {
        long left = payment.balance() - amount;
        return change(payment.canceled(new Cancel(Keys.transaction(), reason, amount, left, now())));
    }

    /** Whether the time to confirm it has passed. */
    boolean isOverdue(TossPayment payment) {
        return payment.status().hasDeadline() && !now().isBefore(payment.deadline());
    }

    void expireOverdue() {
        memory.withDeadline().stream().filter(this::isOverdue).forEach(this::expire);
    }

    private TossPayment change(TossPayment payment) {
        memory.put(payment);
        webhooks.changed(payment, clock.instant());
        return payment;
    }

    /** The payment, if it belongs to the shop. */
    @Nullable
    TossPayment find(Shop shop, String paymentKey) {
        TossPayment payment = memory.payment(paymentKey);
        return payment == null || !payment.merchantId().equals(shop.merchantId()) ? null : payment;
    }
}
