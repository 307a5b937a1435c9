package io.coinslot.marketgateway.tosspayments;

import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.VerifiesReceipts.AwaitsConfirmation;
import io.coinslot.marketgateway.market.VerifiesReceipts.Declined;
import io.coinslot.marketgateway.market.VerifiesReceipts.NotPaidYet;
import io.coinslot.marketgateway.market.VerifiesReceipts.Paid;
import io.coinslot.marketgateway.market.VerifiesReceipts.Refused;
import io.coinslot.marketgateway.market.VerifiesReceipts.StillPending;
import io.coinslot.marketgateway.market.VerifiesReceipts.Verdict;
import io.coinslot.marketgateway.payment.Capture;
import io.coinslot.marketgateway.payment.MoneyBack;
import io.coinslot.marketgateway.payment.PaymentOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Judges whether the market's record pays for a purchase. The client's copy of order and amount is not looked at. */
final class TossJudgement {
    private static final Duration LONGEST_DEPOSIT = Duration.ofDays(92);
    private static final Duration UNTIL_TOLD = Duration.ofDays(2);
    private static final Duration LONGEST_REFUND = Duration.ofDays(30);

    private TossJudgement() {}

    static Verdict of(TossShop shop, PaymentOrder asked, TossPayment payment) throws MarketFailure {
        Refused mismatch = mismatch(shop, asked, payment);
        if (mismatch != null) {
            return mismatch;
        }
        return switch (payment.status()) {
            case "READY" -> new NotPaidYet("The player has yet to authorise it");
            case "IN_PROGRESS" -> new AwaitsConfirmation("The player has authorised it", true);
            case "WAITING_FOR_DEPOSIT" ->
                payment.accountExpired()
                        ? expired()
                        : new StillPending("The deposit is yet to come", depositEnds(asked, payment));
            case "DONE", "PARTIAL_CANCELED" -> new Paid(capture(shop, payment), TossRefunds.toldBy(payment));
            case "CANCELED" ->
                payment.approvedAt() == null
                        ? new Declined("CANCELED", "It was cancelled before it was paid")
                        : returned(shop, payment, payment.approvedAt());
            case "ABORTED" -> new Declined(String.valueOf(payment.failureCode()), "Toss Payments refused the payment");
            case "EXPIRED" -> expired();
            default -> throw TossFailures.notUnderstood("the payment is " + payment.status());
        };
    }

    /** It was paid, and Toss Payments keeps its fee of that. While it is on its way back, it may still stay after all. */
    private static Verdict returned(TossShop shop, TossPayment payment, Instant approvedAt) throws MarketFailure {
        List<MoneyBack> moneyBack = TossRefunds.toldBy(payment);
        return MoneyBack.isAllOf(payment.total(), moneyBack)
                ? new Paid(capture(shop, payment), moneyBack)
                : new StillPending("Toss Payments is giving the money back", approvedAt.plus(LONGEST_REFUND));
    }

    /** What comes on the last day is told on the next; an account is open for ninety days at most. */
    private static Instant depositEnds(PaymentOrder asked, TossPayment payment) {
        Instant due = payment.depositDue();
        return due == null ? asked.requestedAt().plus(LONGEST_DEPOSIT) : due.plus(UNTIL_TOLD);
    }

    private static @Nullable Refused mismatch(TossShop shop, PaymentOrder asked, TossPayment payment) {
        if (!payment.merchantId().equals(shop.merchantId())) {
            return new Refused("APPLICATION_MISMATCH", "The payment was made to another merchant");
        }
        if (!payment.orderId().equals(asked.orderReference())) {
            return new Refused("PURCHASE_MISMATCH", "The payment belongs to another purchase");
        }
        return payment.total().equals(asked.total())
                ? null
                : new Refused("AMOUNT_MISMATCH", "The player authorised another amount than the purchase asks for");
    }

    /** Nothing was paid; the player may begin anew. */
    private static Refused expired() {
        return new Refused("EXPIRED", "The payment was not completed in time");
    }

    /** The tax that Toss Payments tells is reckoned from what is left, and not from what was paid. */
    private static Capture capture(TossShop shop, TossPayment payment) throws MarketFailure {
        Instant approvedAt = payment.approvedAt();
        if (approvedAt == null) {
            throw TossFailures.notUnderstood("the payment is " + payment.status() + " without a time");
        }
        return new Capture(
                payment.paymentKey(),
                shop.merchantId(),
                TossNames.paymentKey(payment.paymentKey()),
                payment.total(),
                null,
                payment.country(),
                approvedAt,
                null,
                shop.isTest());
    }
}
