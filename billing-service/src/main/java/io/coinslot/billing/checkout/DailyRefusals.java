package io.coinslot.billing.checkout;

import io.coinslot.billing.BillingProblem;
import io.coinslot.billing.clientday.ClientDays;
import io.coinslot.servicekit.problem.FieldError;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.problem.ProblemType;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.joda.money.Money;

/** What a client is told that may not post more today. */
final class DailyRefusals {
    private static final int RETRY_OPEN_AFTER_SECONDS = 60;

    private DailyRefusals() {}

    /** It may try again on the next day; earlier only what others give up makes room. */
    static Problem exceeded(String pointer, ClientDays.Wish wish, Money counted, Instant now) {
        Instant tomorrow = now.atZone(ZoneOffset.UTC)
                .toLocalDate()
                .plusDays(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        String detail = "this client may post " + wish.limit() + " per day (UTC), " + counted
                + " are posted, and this purchase is " + wish.amount();
        int seconds = Math.toIntExact(Duration.between(now, tomorrow).toSeconds() + 1);
        return refusal(BillingProblem.DAILY_AMOUNT_LIMIT_EXCEEDED, pointer, detail, seconds);
    }

    static Problem tooManyOpen(String pointer, int most) {
        String detail = most + " purchases of this client and day wait for payment, as many as may";
        return refusal(BillingProblem.TOO_MANY_OPEN_PURCHASES, pointer, detail, RETRY_OPEN_AFTER_SECONDS);
    }

    private static Problem refusal(ProblemType type, String pointer, String detail, int retryAfterSeconds) {
        return new Problem(type, detail, List.of(new FieldError(pointer + "/quantity", detail)), retryAfterSeconds);
    }
}
