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

/** Decides what a receipt that a client brings does. The same content brought again is the same receipt. */
public final class Receipts {
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
            return Decision.unchanged(new Taken(known, purchase));
        }
        Capture capture = purchase.payment().capture();
        if (capture != null && capture.transactionId().equals(content)) {
            return Decision.unchanged(new PaidAlready(receiptId, purchase));
        }
        if (purchase.trail().receipts().size() >= Trail.MOST_RECEIPTS) {
            return Decision.unchanged(new TooMany());
        }
        Receipt receipt = new Receipt(receiptId, null);
        PurchaseChange change = PurchaseChange.to(purchase, moment)
                .trail(trail -> trail.with(receipt))
                .record(new ReceiptSubmitted(receiptId, kind, content));
        // An ended purchase stays as it is until the market says that there is money after all. So does a paid one: the
        // receipt may name what paid for it, or a second payment, which has to go back. Only the market's record tells.
        if (purchase.status().isPayable()) {
            change.moveTo(PurchaseStatus.VERIFYING);
        }
        return change.accepted(new Taken(receipt, change.purchase()));
    }
}
