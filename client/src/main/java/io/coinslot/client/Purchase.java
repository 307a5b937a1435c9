package io.coinslot.client;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A purchase as the API shows it. Parts that a call does not carry are null or empty: webhooks and lists leave out the
 * billing information, and what has not happened yet is not there.
 */
public record Purchase(
        String purchaseId,
        PurchaseStatus status,
        long version,
        String userId,
        String productId,
        int quantity,
        Market market,
        @Nullable MarketChoice marketChoice,
        Money total,
        @Nullable ChargedToken paymentToken,
        @Nullable Instant expiresAt,
        @Nullable BillingInformation billing,
        @Nullable Payment payment,
        @Nullable Delivery delivery,
        List<HistoryEntry> history) {

    public Purchase {
        history = List.copyOf(history);
    }

    /** What the market says about the money. */
    public record Payment(
            @Nullable String marketTransactionId,
            @Nullable Instant capturedAt,
            @Nullable Money captured,
            @Nullable Money refunded) {}

    /**
     * Whether the goods are granted, and until when they must be.
     *
     * @param confirmedAt when the game had granted them
     * @param consumedAt when the player had used them up, as the game reported it
     * @param clawback money went back for goods that are granted
     * @param debt what the user owes for them; null if nothing
     */
    public record Delivery(
            @Nullable String status,
            @Nullable Instant deadline,
            @Nullable Instant confirmedAt,
            @Nullable String confirmedBy,
            @Nullable Instant consumedAt,
            boolean clawback,
            @Nullable Money debt) {}

    /** One thing that happened, and who told it. */
    public record HistoryEntry(
            Instant at, String event, @Nullable String source) {}
}
