package io.coinslot.client;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A webhook that was verified. It may come more than once: {@link #id()} is the same then. Answer 2xx once it is dealt
 * with, and {@link #DELIVERED} to a {@link PurchasePaid} whose goods are granted.
 */
public sealed interface WebhookEvent {
    /** The body that answers a {@link PurchasePaid} to confirm its delivery at once. */
    String DELIVERED = "{\"delivered\":true}";

    /** The same for each attempt to send this event. */
    String id();

    Instant timestamp();

    /** Paid: grant the goods. */
    record PurchasePaid(String id, Instant timestamp, Purchase purchase) implements WebhookEvent {}

    /**
     * Money went back to the player, in part or in whole. Told once more if goods turn out to be granted after that.
     *
     * @param clawback what becomes of goods that are granted; null if none are
     */
    record PurchaseRefunded(
            String id,
            Instant timestamp,
            Purchase purchase,
            @Nullable Refund refund,
            @Nullable Clawback clawback) implements WebhookEvent {}

    /**
     * The payment is disputed; its money is held back.
     *
     * @param clawback what becomes of goods that are granted; null if none are
     */
    record PurchaseChargedBack(
            String id,
            Instant timestamp,
            Purchase purchase,
            @Nullable Chargeback chargeback,
            @Nullable Clawback clawback)
            implements WebhookEvent {}

    /**
     * The money is there again: a refund was reversed, or a dispute won. Goods that were not granted are asked for by a
     * {@link PurchasePaid} of its own.
     *
     * @param refund the refund that was taken back, if it was one
     * @param chargeback the dispute that was won, if it was one
     * @param clawback what the user still owes; null if nothing is granted
     */
    record PurchaseReinstated(
            String id,
            Instant timestamp,
            Purchase purchase,
            @Nullable Refund refund,
            @Nullable Chargeback chargeback,
            @Nullable Clawback clawback)
            implements WebhookEvent {}

    record PurchaseExpired(String id, Instant timestamp, Purchase purchase) implements WebhookEvent {}

    record PurchaseDeclined(String id, Instant timestamp, Purchase purchase) implements WebhookEvent {}

    /** Paid a while ago and still not confirmed as granted. */
    record DeliveryOverdue(String id, Instant timestamp, Purchase purchase) implements WebhookEvent {}

    /** A statement that was asked for can be read. */
    record SettlementReady(String id, Instant timestamp, Settlement settlement) implements WebhookEvent {}

    /** A statement that was asked for will not come: ask for it again under another key. */
    record SettlementFailed(
            String id,
            Instant timestamp,
            String settlementId,
            @Nullable String failure) implements WebhookEvent {}

    /** A token of a registered card changed: it was activated, suspended, let go, deleted, or its card renewed. */
    record TokenUpdated(String id, Instant timestamp, TokenUpdate update) implements WebhookEvent {}

    /** A type that is newer than this client: answer 2xx and pass over it. */
    record Unknown(String id, Instant timestamp, String type, Map<String, @Nullable Object> data)
            implements WebhookEvent {
        public Unknown {
            data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
        }
    }
}
