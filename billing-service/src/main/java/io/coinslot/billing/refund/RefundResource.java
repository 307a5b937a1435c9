package io.coinslot.billing.refund;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.coinslot.billing.purchase.MarketRefund;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.Refund;
import io.coinslot.servicekit.money.MoneyText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A refund as the outside sees it.
 *
 * @param refundId ours; of a refund that the market made by itself, the market's id
 * @param status PENDING, SUCCEEDED, REJECTED or REVERSED
 * @param initiator SERVICE, MARKET or USER
 */
public record RefundResource(
        String refundId,
        String status,
        MoneyText amount,
        String initiator,
        @Nullable String reason,
        @Nullable Instant requestedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String failure) {
    private static final String SERVICE = "SERVICE";

    public static RefundResource of(Refund refund) {
        return new RefundResource(
                refund.refundId(),
                refund.status().name(),
                MoneyText.of(refund.amount()),
                SERVICE,
                refund.reason(),
                refund.requestedAt(),
                refund.failure());
    }

    private static RefundResource of(MarketRefund refund) {
        return new RefundResource(
                refund.marketRefundId(),
                refund.reversed() ? "REVERSED" : "SUCCEEDED",
                MoneyText.of(refund.amount()),
                refund.initiator(),
                null,
                null,
                null);
    }

    /** The refund that happened last, or null. */
    public static @Nullable RefundResource latestOf(Purchase purchase) {
        List<MarketRefund> refunds = purchase.repayment().refunds();
        if (refunds.isEmpty()) {
            return null;
        }
        MarketRefund latest = refunds.getLast();
        String refundId = latest.refundId();
        return refundId == null
                ? of(latest)
                : purchase.repayment().request(refundId).map(RefundResource::of).orElseGet(() -> of(latest));
    }

    /** Those that the service asked for, then those that came from elsewhere. */
    public static List<RefundResource> allOf(Purchase purchase) {
        List<RefundResource> all = new ArrayList<>();
        purchase.repayment().requests().forEach(refund -> all.add(of(refund)));
        purchase.repayment().refunds().stream()
                .filter(refund -> refund.happened() && isFromElsewhere(purchase, refund))
                .forEach(refund -> all.add(of(refund)));
        return all;
    }

    private static boolean isFromElsewhere(Purchase purchase, MarketRefund refund) {
        String refundId = refund.refundId();
        return Objects.isNull(refundId)
                || purchase.repayment().request(refundId).isEmpty();
    }
}
