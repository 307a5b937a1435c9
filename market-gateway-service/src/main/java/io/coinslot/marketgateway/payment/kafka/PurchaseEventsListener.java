package io.coinslot.marketgateway.payment.kafka;

import io.coinslot.marketgateway.market.Markets;
import io.coinslot.marketgateway.payment.MarketAbilities;
import io.coinslot.marketgateway.payment.MarketId;
import io.coinslot.marketgateway.payment.Payment;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentOrder;
import io.coinslot.marketgateway.payment.PaymentTasks;
import io.coinslot.marketgateway.payment.ProductType;
import io.coinslot.marketgateway.payment.PurchaseReactions;
import io.coinslot.marketgateway.payment.Receipt;
import io.coinslot.marketgateway.payment.Refund;
import io.coinslot.schemas.billing.ClientEventReported;
import io.coinslot.schemas.billing.DeliveryConfirmed;
import io.coinslot.schemas.billing.PurchaseCancelled;
import io.coinslot.schemas.billing.PurchaseEventEnvelope;
import io.coinslot.schemas.billing.PurchaseExpired;
import io.coinslot.schemas.billing.PurchaseRequested;
import io.coinslot.schemas.billing.ReceiptSubmitted;
import io.coinslot.schemas.billing.RefundRequested;
import io.coinslot.servicekit.aggregate.Aggregates;
import io.coinslot.servicekit.aggregate.Committed;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.TaskDraft;
import io.coinslot.servicekit.consume.Consumed;
import io.coinslot.servicekit.consume.EventHandler;
import io.coinslot.servicekit.consume.EventSubscription;
import io.coinslot.servicekit.consume.ReceivedEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** Hands the purchase events that concern the market to the purchase's payment. */
public final class PurchaseEventsListener implements EventHandler<PurchaseEventEnvelope> {
    private static final String CONSUMED = "CONSUMED";

    /** What is read later may be read once more, by a database that was restored. Stripe knows keys for a day. */
    private static final Duration USUALLY_READ_WITHIN = Duration.ofHours(1);

    private final Aggregates<Payment, PaymentEvent> payments;
    private final Markets markets;
    private final Clock clock;

    public PurchaseEventsListener(Aggregates<Payment, PaymentEvent> payments, Markets markets, Clock clock) {
        this.payments = payments;
        this.markets = markets;
        this.clock = clock;
    }

    @Override
    public CompletionStage<Consumed> handle(ReceivedEvent<PurchaseEventEnvelope> received) {
        PurchaseEventEnvelope envelope = received.value();
        String id = envelope.getPurchaseId();
        long sequence = envelope.getSequence();
        return switch (envelope.getEvent()) {
            case PurchaseRequested event -> requested(envelope, event);
            case ReceiptSubmitted event ->
                handle(
                        id,
                        payment -> PurchaseReactions.receiptSubmitted(
                                payment, event.getReceiptId(), receipt(event), sequence));
            case DeliveryConfirmed event ->
                handle(
                        id,
                        payment -> PurchaseReactions.deliveryConfirmed(
                                payment, event.getConfirmedAt(), sequence, abilities(payment)));
            case RefundRequested event -> refundRequested(envelope, event);
            case ClientEventReported event
            when event.getType().equals(CONSUMED) ->
                handle(id, payment -> PurchaseReactions.goodsConsumed(payment, event.getOccurredAt(), sequence));
            case PurchaseCancelled event ->
                handle(id, payment -> PurchaseReactions.closed(payment, sequence, abilities(payment)));
            case PurchaseExpired event ->
                handle(id, payment -> PurchaseReactions.closed(payment, sequence, abilities(payment)));
            default -> EventSubscription.done(Consumed.DUPLICATE);
        };
    }

    private CompletionStage<Consumed> requested(PurchaseEventEnvelope envelope, PurchaseRequested event) {
        PaymentOrder order = order(envelope, event);
        MarketAbilities abilities = markets.abilities(order.market());
        return payments.create(
                        order.purchaseId(),
                        payment -> PurchaseReactions.requested(payment, order, envelope.getSequence(), abilities))
                .thenApply(Committed::result);
    }

    private CompletionStage<Consumed> refundRequested(PurchaseEventEnvelope envelope, RefundRequested event) {
        String refundId = event.getRefundId();
        Refund refund = Refund.asked(refundId, money(event.getAmount()), event.getReason());
        Instant usually = envelope.getOccurredAt().plus(USUALLY_READ_WITHIN);
        TaskDraft call = clock.instant().isAfter(usually)
                ? PaymentTasks.refundReadLate(refundId)
                : PaymentTasks.refund(refundId);
        return handle(
                envelope.getPurchaseId(),
                payment -> PurchaseReactions.refundRequested(
                        payment, refund, call, envelope.getSequence(), abilities(payment)));
    }

    private CompletionStage<Consumed> handle(
            String id, Function<@Nullable Payment, Decision<Payment, PaymentEvent, Consumed>> decide) {
        return payments.handle(id, decide).thenApply(Committed::result);
    }

    private MarketAbilities abilities(@Nullable Payment payment) {
        return payment == null
                ? MarketAbilities.UNKNOWN
                : markets.abilities(payment.order().market());
    }

    private static PaymentOrder order(PurchaseEventEnvelope envelope, PurchaseRequested event) {
        return new PaymentOrder(
                envelope.getPurchaseId(),
                envelope.getServiceId(),
                new MarketId(event.getMarket()),
                event.getUserId(),
                event.getProductId(),
                ProductType.valueOf(event.getProductType()),
                event.getQuantity(),
                event.getMarketProductId(),
                money(event.getTotal()),
                event.getRegion(),
                event.getOrderReference(),
                event.getObfuscatedAccountId(),
                event.getAppAccountToken(),
                event.getPaymentToken(),
                envelope.getOccurredAt(),
                event.getExpiresAt());
    }

    private static Receipt receipt(ReceiptSubmitted event) {
        if (event.getPurchaseToken() != null) {
            return new Receipt(Receipt.Kind.PURCHASE_TOKEN, event.getPurchaseToken());
        }
        if (event.getPaymentIntentId() != null) {
            return new Receipt(Receipt.Kind.PAYMENT_INTENT_ID, event.getPaymentIntentId());
        }
        if (event.getSignedTransaction() != null) {
            return new Receipt(Receipt.Kind.SIGNED_TRANSACTION, event.getSignedTransaction());
        }
        if (event.getTransactionId() != null) {
            return new Receipt(Receipt.Kind.TRANSACTION_ID, event.getTransactionId());
        }
        if (event.getMarketPurchaseId() != null) {
            return new Receipt(Receipt.Kind.MARKET_PURCHASE_ID, event.getMarketPurchaseId());
        }
        if (event.getPaymentKey() != null) {
            return new Receipt(Receipt.Kind.PAYMENT_KEY, event.getPaymentKey());
        }
        throw new IllegalArgumentException("receipt " + event.getReceiptId() + " carries nothing");
    }

    private static Money money(io.coinslot.schemas.Money money) {
        return Money.ofMinor(CurrencyUnit.of(money.getCurrency()), money.getMinorUnits());
    }
}
