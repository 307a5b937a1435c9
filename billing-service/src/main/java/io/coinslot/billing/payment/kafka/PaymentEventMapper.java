package io.coinslot.billing.payment.kafka;

import io.coinslot.billing.payment.MarketFact;
import io.coinslot.billing.purchase.Capture;
import io.coinslot.billing.purchase.Preparation;
import io.coinslot.schemas.market.ChargebackClosed;
import io.coinslot.schemas.market.ChargebackOpened;
import io.coinslot.schemas.market.PaymentCaptured;
import io.coinslot.schemas.market.PaymentDeclined;
import io.coinslot.schemas.market.PaymentFinished;
import io.coinslot.schemas.market.PaymentOutcomeUnknown;
import io.coinslot.schemas.market.PaymentParkedForOperator;
import io.coinslot.schemas.market.PaymentPending;
import io.coinslot.schemas.market.PaymentPreparationRefused;
import io.coinslot.schemas.market.PaymentPrepared;
import io.coinslot.schemas.market.PaymentRefundFailed;
import io.coinslot.schemas.market.PaymentRefundReversed;
import io.coinslot.schemas.market.PaymentRefunded;
import io.coinslot.schemas.market.ReceiptRefused;
import java.nio.ByteBuffer;
import java.util.Base64;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** Reads the contract of the payment events. */
final class PaymentEventMapper {
    private PaymentEventMapper() {}

    static MarketFact fact(Object event) {
        return switch (event) {
            case PaymentPrepared e -> new MarketFact.Prepared(preparation(e));
            case PaymentPreparationRefused e -> new MarketFact.PreparationRefused(e.getCode(), e.getReason());
            case PaymentCaptured e -> new MarketFact.Captured(capture(e));
            case PaymentPending e -> new MarketFact.Pending(e.getReason());
            case PaymentDeclined e -> new MarketFact.Declined(e.getCode(), e.getReason());
            case ReceiptRefused e -> new MarketFact.ReceiptRefused(e.getReceiptId(), e.getCode(), e.getReason());
            case PaymentOutcomeUnknown e -> new MarketFact.OutcomeUnknown(e.getReason());
            case PaymentParkedForOperator e -> new MarketFact.ParkedForOperator(e.getTask(), e.getReason());
            case PaymentFinished e -> new MarketFact.Finished(e.getAction());
            case PaymentRefunded e ->
                of(
                        e.getMarketTransactionId(),
                        new MarketFact.Refunded(
                                e.getRefundId(),
                                e.getMarketRefundId(),
                                money(e.getAmount()),
                                e.getInitiator(),
                                e.getReason()));
            case PaymentRefundFailed e ->
                of(
                        e.getMarketTransactionId(),
                        new MarketFact.RefundFailed(e.getRefundId(), e.getCode(), e.getReason()));
            case PaymentRefundReversed e ->
                of(
                        e.getMarketTransactionId(),
                        new MarketFact.RefundReversed(e.getMarketRefundId(), money(e.getAmount())));
            case ChargebackOpened e ->
                of(
                        e.getMarketTransactionId(),
                        new MarketFact.ChargebackOpened(
                                e.getDisputeId(),
                                money(e.getAmount()),
                                e.getReason(),
                                e.getTurn() == null ? 1 : e.getTurn()));
            case ChargebackClosed e ->
                of(
                        e.getMarketTransactionId(),
                        new MarketFact.ChargebackClosed(
                                e.getDisputeId(),
                                money(e.getAmount()),
                                e.getWon(),
                                e.getTurn() == null ? 2 : e.getTurn()));
            default -> throw new IllegalArgumentException("unknown payment event " + event.getClass());
        };
    }

    /** @param second the transaction of a second payment; null for the payment that paid for the purchase */
    private static MarketFact of(@Nullable String second, MarketFact fact) {
        return second == null ? fact : new MarketFact.OfSecondPayment(second, fact);
    }

    private static Preparation preparation(PaymentPrepared event) {
        return new Preparation(
                event.getMarketReference(), base64(event.getSealedClientSecret()), event.getRedirectUrl());
    }

    private static @Nullable String base64(@Nullable ByteBuffer bytes) {
        if (bytes == null) {
            return null;
        }
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return Base64.getEncoder().encodeToString(copy);
    }

    private static Capture capture(PaymentCaptured event) {
        return new Capture(
                event.getMarketTransactionId(),
                event.getApplication(),
                money(event.getCaptured()),
                event.getCapturedAt(),
                event.getAcknowledgeBy(),
                event.getTestPurchase());
    }

    private static Money money(io.coinslot.schemas.Money money) {
        return Money.ofMinor(CurrencyUnit.of(money.getCurrency()), money.getMinorUnits());
    }
}
