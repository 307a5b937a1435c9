package io.coinslot.billing.payment;

import io.coinslot.billing.purchase.Capture;
import io.coinslot.billing.purchase.Moment;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.PurchaseChange;
import io.coinslot.billing.purchase.PurchaseEvent;
import io.coinslot.billing.purchase.PurchaseEvent.ReceiptSubmitted;
import io.coinslot.billing.purchase.PurchaseStatus;
import io.coinslot.billing.purchase.Receipt;
import io.coinslot.billing.purchase.ReceiptKind;
import io.coinslot.billing.purchase.Trail;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.idempotency.DerivedId;
import java.time.Duration;
import java.time.Instant;

/**
 * Decides what a receipt that a client brings does. The same content brought again is the same receipt; one that the
 * market has refused, or could not be asked about, is then asked about once more.
 */
public final class Receipts {
    private static final Duration BETWEEN_TWO_TIMES = Duration.ofMinutes(1);

    private Receipts() {}

    /** What became of it. */
    public sealed interface Outcome {}

    /** @param purchase as it is now */
    public record Taken(Receipt receipt, Purchase purchase) implements Outcome {}

    /**
     * The purchase is paid, and by this very transaction: most often the market's notification was faster than the
     * receipt. Nothing is done with it.
     *
     * @param receiptId the receipt's id all the same
     */
    public record PaidAlready(String receiptId, Purchase purchase) implements Outcome {}

    public record TooMany() implements Outcome {}

    public static Decision<Purchase, PurchaseEvent, Outcome> submit(
            Purchase purchase, ReceiptKind kind, String content, Moment moment) {
        String receiptId = DerivedId.of("rcp_", purchase.id().value(), kind.field(), content);
        Receipt known = purchase.trail().receipt(receiptId).orElse(null);
        if (known != null) {
            return mayBeAskedAgain(purchase, known, moment)
                    ? taken(purchase, known.submittedAgain(moment.at()), kind, content, moment)
                    : Decision.unchanged(new Taken(known, purchase));
        }
        Capture capture = purchase.payment().capture();
        if (capture != null && capture.transactionId().equals(content)) {
            return Decision.unchanged(new PaidAlready(receiptId, purchase));
        }
        if (purchase.trail().receipts().size() >= Trail.MOST_RECEIPTS) {
            return Decision.unchanged(new TooMany());
        }
        return taken(purchase, Receipt.submitted(receiptId, moment.at()), kind, content, moment);
    }

    /**
     * What a market refuses today it may confirm tomorrow: a link names the wrong application, a record lags behind, a
     * refund is reversed. Nor is a look that was left to an operator the last one: what kept the market from answering
     * may be mended. Who is paid already needs no other answer.
     */
    private static boolean mayBeAskedAgain(Purchase purchase, Receipt known, Moment moment) {
        Instant last = known.submittedAt();
        return (known.refusal() != null || purchase.payment().parked() != null)
                && !purchase.status().isPaid()
                && (last == null || !moment.at().isBefore(last.plus(BETWEEN_TWO_TIMES)))
                && purchase.trail().timesSubmittedAgain() < Trail.MOST_TIMES_AGAIN;
    }

    private static Decision<Purchase, PurchaseEvent, Outcome> taken(
            Purchase purchase, Receipt receipt, ReceiptKind kind, String content, Moment moment) {
        PurchaseChange change = PurchaseChange.to(purchase, moment)
                .trail(trail -> trail.with(receipt))
                .record(new ReceiptSubmitted(receipt.receiptId(), kind, content));
        // An ended purchase stays as it is until the market says that there is money after all. So does a paid one: the
        // receipt may name what paid for it, or a second payment, which has to go back. Only the market's record tells.
        if (purchase.status().isPayable()) {
            change.moveTo(PurchaseStatus.VERIFYING);
        }
        return change.accepted(new Taken(receipt, change.purchase()));
    }
}
