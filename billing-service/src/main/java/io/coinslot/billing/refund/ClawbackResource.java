package io.coinslot.billing.refund;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.coinslot.billing.purchase.Dispute;
import io.coinslot.billing.purchase.MarketRefund;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.servicekit.money.MoneyText;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the user holds although its money went back, and owes for it.
 *
 * @param debt what the user owes for this purchase now; zero once the money is there again, and for what the service
 *     gave back by itself or the market's tester had got for nothing
 * @param initiator who had the money taken back: SERVICE, MARKET or USER; a dispute is the USER's
 * @param reason why, as the market or the bank says it
 */
public record ClawbackResource(
        DeliveredResource delivered,
        MoneyText debt,
        String initiator,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String reason) {
    private static final String BY_THE_PAYER = "USER";

    /** What was granted, and used up as far as the game told. */
    public record DeliveredResource(
            String productId,
            long quantity,
            Instant confirmedAt,
            @Nullable String confirmedBy,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Instant consumedAt) {}

    /** Null if nothing is granted, or neither a refund nor a dispute is known. */
    public static @Nullable ClawbackResource of(
            Purchase purchase, @Nullable MarketRefund refund, @Nullable Dispute dispute) {
        Instant confirmedAt = purchase.delivery().confirmedAt();
        if (confirmedAt == null) {
            return null;
        }
        DeliveredResource delivered = new DeliveredResource(
                purchase.order().item().productId().value(),
                purchase.order().item().quantity(),
                confirmedAt,
                purchase.delivery().confirmedBy(),
                purchase.delivery().consumedAt());
        MoneyText debt = MoneyText.of(purchase.debt());
        if (dispute != null) {
            return new ClawbackResource(delivered, debt, BY_THE_PAYER, dispute.reason());
        }
        return refund == null
                ? null
                : new ClawbackResource(
                        delivered,
                        debt,
                        refund.initiator(),
                        RefundResource.of(purchase, refund).reason());
    }
}
