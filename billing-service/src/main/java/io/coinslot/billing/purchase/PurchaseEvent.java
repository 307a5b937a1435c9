package io.coinslot.billing.purchase;

import java.time.Instant;
import java.util.Map;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** Everything that happens to a purchase and is published. The names are those of the topic's contract. */
public sealed interface PurchaseEvent {
    /** The name on the topic. */
    default String type() {
        return getClass().getSimpleName();
    }

    /** The name in histories. */
    default String line() {
        return type();
    }

    /** A player wants to buy; what for and for how much is on the purchase. */
    record PurchaseRequested() implements PurchaseEvent {}

    record PurchaseBecamePayable(String marketReference) implements PurchaseEvent {}

    /** Exactly one kind of content; it is passed on, and not kept in the purchase's own state. */
    record ReceiptSubmitted(String receiptId, ReceiptKind kind, String content) implements PurchaseEvent {}

    record PurchaseReceiptRefused(String receiptId, String code, String reason) implements PurchaseEvent {}

    record PurchasePending(String reason) implements PurchaseEvent {}

    record PurchasePaid(Capture capture) implements PurchaseEvent {}

    /** The market took money again for a purchase that was paid: it has to go back. */
    record PurchasePaidAgain(Capture capture) implements PurchaseEvent {}

    record DeliveryConfirmed(Instant confirmedAt, String confirmedBy) implements PurchaseEvent {}

    record DeliveryOverdue(Instant deadline) implements PurchaseEvent {}

    record DeliveryAbandonedAfterRetries(long attempts, String lastFailure) implements PurchaseEvent {}

    record PurchaseCompleted() implements PurchaseEvent {}

    record PurchaseDeclined(String code, String reason) implements PurchaseEvent {}

    record PurchaseCancelled(String cancelledBy) implements PurchaseEvent {}

    record PurchaseExpired() implements PurchaseEvent {}

    record PurchaseOutcomeUnknown(String reason) implements PurchaseEvent {}

    record RefundRequested(String refundId, Money amount, String reason) implements PurchaseEvent {}

    /** @param debt what the user owes for the purchase after it */
    record PurchaseRefunded(
            @Nullable String refundId,
            Money amount,
            Money refundedTotal,
            boolean full,
            String initiator,
            boolean clawback,
            @Nullable String reason,
            Money debt)
            implements PurchaseEvent {}

    record RefundRejected(String refundId, String code, String reason) implements PurchaseEvent {}

    /** @param debt what the user owes for the purchase after it */
    record PurchaseChargedBack(
            String disputeId,
            Money amount,
            boolean clawback,
            @Nullable String reason,
            Money debt) implements PurchaseEvent {}

    /** @param debt what the user still owes for the purchase after it */
    record PurchaseReinstated(String reference, Money amount, Money debt) implements PurchaseEvent {}

    record ClientEventReported(String clientEventId, String clientType, Instant occurredAt, Map<String, String> data)
            implements PurchaseEvent {
        public ClientEventReported {
            data = Map.copyOf(data);
        }

        @Override
        public String line() {
            return type() + ":" + clientType;
        }
    }
}
