package io.coinslot.marketgateway.stripe;

import com.stripe.model.PaymentIntent;
import com.stripe.model.PaymentIntent.NextAction;
import io.coinslot.marketgateway.market.VerifiesReceipts.NotPaidYet;
import io.coinslot.marketgateway.market.VerifiesReceipts.StillPending;
import io.coinslot.marketgateway.market.VerifiesReceipts.Verdict;
import io.coinslot.marketgateway.payment.PaymentOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How long payments may be under way at Stripe, which differs by the way of payment. */
final class StripeWaits {
    /** Debits of bank accounts: the slowest take fourteen business days until they have succeeded or failed. */
    private static final Duration LONGEST_DEBIT = Duration.ofDays(30);

    /** Transfers to an account of Stripe's have no end of their own. */
    private static final Duration LONGEST_TRANSFER = Duration.ofDays(90);

    /** What was paid at a counter on the last day is told some business days later. */
    private static final Duration UNTIL_TOLD = Duration.ofDays(7);

    private StripeWaits() {}

    /** What it means that an intent is neither paid nor refused. */
    static Verdict of(PaymentOrder asked, PaymentIntent intent) {
        String reason = "The PaymentIntent is " + intent.getStatus();
        if (!"requires_action".equals(intent.getStatus())) {
            return new StillPending(reason, asked.requestedAt().plus(LONGEST_DEBIT));
        }
        NextAction action = intent.getNextAction();
        Instant voucherEnds = action == null ? null : voucherEnds(action);
        if (voucherEnds != null) {
            return new StillPending("The player has yet to pay at a counter or a bank", voucherEnds.plus(UNTIL_TOLD));
        }
        if (action != null
                && (action.getDisplayBankTransferInstructions() != null
                        || action.getVerifyWithMicrodeposits() != null)) {
            return new StillPending(
                    "The player has yet to act at their bank",
                    asked.requestedAt().plus(LONGEST_TRANSFER));
        }
        return new NotPaidYet(reason);
    }

    /** The end of what the player was given to pay with: OXXO, Boleto, Konbini, Multibanco. */
    private static @Nullable Instant voucherEnds(NextAction action) {
        return Stream.of(
                        action.getOxxoDisplayDetails() == null
                                ? null
                                : action.getOxxoDisplayDetails().getExpiresAfter(),
                        action.getBoletoDisplayDetails() == null
                                ? null
                                : action.getBoletoDisplayDetails().getExpiresAt(),
                        action.getKonbiniDisplayDetails() == null
                                ? null
                                : action.getKonbiniDisplayDetails().getExpiresAt(),
                        action.getMultibancoDisplayDetails() == null
                                ? null
                                : action.getMultibancoDisplayDetails().getExpiresAt())
                .filter(Objects::nonNull)
                .findFirst()
                .map(Instant::ofEpochSecond)
                .orElse(null);
    }
}
