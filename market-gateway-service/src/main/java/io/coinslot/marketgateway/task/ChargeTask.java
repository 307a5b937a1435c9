package io.coinslot.marketgateway.task;

import io.coinslot.marketgateway.charge.CardCredential;
import io.coinslot.marketgateway.charge.CardCredentials;
import io.coinslot.marketgateway.charge.CredentialFailure;
import io.coinslot.marketgateway.market.ChargesTokens;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.payment.MarketAnswers;
import io.coinslot.marketgateway.payment.Payment;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentStatus;
import io.coinslot.marketgateway.payment.PaymentTasks;
import io.coinslot.marketgateway.payment.Receipt;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Task;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Charges a token for a prepared payment. What pays is fetched at that moment and kept nowhere. From the second attempt
 * on an earlier one may have got through, so the market's record is read first.
 */
final class ChargeTask extends MarketTask {
    private static final String NOT_OPEN_ANY_MORE = "PAYMENT_INTENT_UNEXPECTED_STATE";

    private final CardCredentials credentials;
    private final Clock clock;

    ChargeTask(Counter counter, CardCredentials credentials, Clock clock) {
        super(PaymentTasks.CHARGE, counter);
        this.credentials = credentials;
        this.clock = clock;
    }

    @Override
    Outcome<Payment, PaymentEvent> attempt(Payment payment, Task task) throws MarketFailure {
        String reference = payment.marketReference();
        if (reference == null || payment.status() != PaymentStatus.PREPARED) {
            return nothingToDo();
        }
        ChargesTokens desk = counter().desk(ChargesTokens.class, payment);
        MarketLink link = counter().link(payment);
        ChargesTokens.Standing standing =
                PaymentTasks.isFirst(task) ? new ChargesTokens.Open() : desk.standing(link, payment.order(), reference);
        return switch (standing) {
            case ChargesTokens.Taken(Receipt receipt) -> taken(receipt);
            case ChargesTokens.Declined(String code, String reason) -> declined(payment, code, reason);
            // However it ended for the game: what is charged later nobody waits for, and nobody could call off.
            case ChargesTokens.Open open ->
                clock.instant().isAfter(payment.order().expiresAt())
                        ? declined(payment, "NOT_PAID_IN_TIME", "The card was not charged before the purchase expired")
                        : charge(payment, desk, link, reference);
        };
    }

    private Outcome<Payment, PaymentEvent> charge(
            Payment payment, ChargesTokens desk, MarketLink link, String reference) throws MarketFailure {
        CardCredential credential;
        try {
            credential = credentials.obtain(payment.order());
        } catch (CredentialFailure failure) {
            // The market is not to blame for it, so its circuit breaker hears of no failure.
            return failure.isRefused()
                    ? declined(payment, failure.code(), String.valueOf(failure.getMessage()))
                    : new TryAgain<>(null, null, null);
        }
        return taken(desk.charge(link, payment.order(), reference, credential));
    }

    private static Outcome<Payment, PaymentEvent> taken(Receipt receipt) {
        return done(current -> MarketAnswers.charged(current, receipt));
    }

    private Outcome<Payment, PaymentEvent> declined(Payment payment, String code, String reason) {
        return done(current ->
                MarketAnswers.declined(current, code, reason, counter().abilities(payment)));
    }

    /** What is not open any more was paid or cancelled by somebody: its record tells which. */
    @Override
    Outcome<Payment, PaymentEvent> declined(Payment payment, Task task, MarketFailure failure) {
        return failure.code().equals(NOT_OPEN_ANY_MORE)
                ? new TryAgain<>(Duration.ZERO, null, null)
                : declined(payment, failure.code(), String.valueOf(failure.getMessage()));
    }

    @Override
    @Nullable
    Function<Payment, Decision<Payment, PaymentEvent, Void>> unanswered(Task task, MarketFailure failure) {
        return payment -> MarketAnswers.outcomeUnknown(payment, failure.code());
    }
}
