package io.coinslot.billing.purchase;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether the game has granted what was bought.
 *
 * @param deadline until when it should have
 * @param confirmedAt when it did; set before payment if the game was early
 * @param confirmedBy WEBHOOK, API, PURCHASE_EVENT or OPERATOR
 * @param consumedAt when the player used it up, as the game saw it
 * @param clawback the money went back after the grant: the user owes the goods
 */
public record Delivery(
        DeliveryStatus status,
        @Nullable Instant deadline,
        @Nullable Instant confirmedAt,
        @Nullable String confirmedBy,
        @Nullable Instant consumedAt,
        boolean clawback) {
    static final Delivery NONE = new Delivery(DeliveryStatus.NOT_DUE, null, null, null, null, false);

    public boolean isGranted() {
        return confirmedAt != null;
    }

    public Delivery dueBy(Instant time) {
        return new Delivery(DeliveryStatus.PENDING, time, confirmedAt, confirmedBy, consumedAt, clawback);
    }

    public Delivery withStatus(DeliveryStatus next) {
        return new Delivery(next, deadline, confirmedAt, confirmedBy, consumedAt, clawback);
    }

    public Delivery granted(Instant time, String by) {
        return new Delivery(status, deadline, time, by, consumedAt, clawback);
    }

    public Delivery consumed(Instant time) {
        return new Delivery(status, deadline, confirmedAt, confirmedBy, time, clawback);
    }

    public Delivery owing(boolean owed) {
        return new Delivery(status, deadline, confirmedAt, confirmedBy, consumedAt, owed);
    }
}
