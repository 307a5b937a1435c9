package io.coinslot.billing.refund;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.coinslot.billing.purchase.MarketRefund;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.Refund;
import io.coinslot.billing.purchase.RefundStatus;
import io.coinslot.servicekit.money.MoneyText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A refund as the outside sees it.
 *
 * @param refundId ours; of a refund that the market made by itself, the market's id
 * @param status PENDING, SUCCEEDED, REJECTED or REVERSED, which means that all of it came back
 * @param amount what was asked for; of a refund that the market made by itself, what it gave back
 * @param refunded what the market really gave back and did not take back again; null as long as it tells of nothing
 * @param initiator SERVICE, MARKET or USER
 */
public record RefundResource(
        String refundId,
        String status,
        MoneyText amount,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable MoneyText refunded,

        String initiator,
        @Nullable String reason,
        @Nullable Instant requestedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String failure) {
    private static final String SERVICE = "SERVICE";
    private static final String REVERSED = "REVERSED";

    public static RefundResource of(Refund refund) {
        return new RefundResource(
                refund.refundId(),
                refund.status().name(),
                MoneyText.of(refund.amount()),
                null,
                SERVICE,
                refund.reason(),
                refund.requestedAt(),
                refund.failure());
    }

    private static RefundResource of(MarketRefund refund) {
        return new RefundResource(
                refund.marketRefundId(),
                refund.isInForce() ? "SUCCEEDED" : REVERSED,
                MoneyText.of(refund.amount()),
                MoneyText.of(refund.left()),
                refund.initiator(),
                refund.reason(),
                null,
                null);
    }

    private static RefundResource of(Purchase purchase, Refund refund) {
        List<MarketRefund> made = purchase.repayment().refunds().stream()
                .filter(each -> each.happened() && refund.refundId().equals(each.refundId()))
                .toList();
        boolean reversed = refund.status() == RefundStatus.SUCCEEDED
                && !made.isEmpty()
                && made.stream().noneMatch(MarketRefund::isInForce);
        RefundResource known = of(refund);
        return new RefundResource(
                known.refundId,
                reversed ? REVERSED : known.status,
                known.amount,
                made.isEmpty() ? null : MoneyText.of(given(made)),
                known.initiator,
                known.reason,
                known.requestedAt,
                known.failure);
    }

    private static Money given(List<MarketRefund> made) {
        Money nothing = made.getFirst().amount().multipliedBy(0);
        return made.stream()
                .map(MarketRefund::left)
                .filter(left -> left.isSameCurrency(nothing))
                .reduce(nothing, Money::plus);
    }

    /** A refund that happened: as the service asked for it, or as the market made it by itself. */
    public static RefundResource of(Purchase purchase, MarketRefund made) {
        String refundId = made.refundId();
        return refundId == null
                ? of(made)
                : purchase.repayment()
                        .request(refundId)
                        .map(asked -> of(purchase, asked))
                        .orElseGet(() -> of(made));
    }

    /** Those that the service asked for, then those that came from elsewhere. */
    public static List<RefundResource> allOf(Purchase purchase) {
        List<RefundResource> all = new ArrayList<>();
        purchase.repayment().requests().forEach(refund -> all.add(of(purchase, refund)));
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
