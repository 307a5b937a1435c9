package io.coinslot.marketgateway.payment.kafka;

import io.coinslot.marketgateway.market.Markets;
import io.coinslot.marketgateway.payment.MarketAbilities;
import io.coinslot.marketgateway.payment.MarketId;
import io.coinslot.marketgateway.payment.Payment;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentOrder;
import io.coinslot.marketgateway.payment.ProductType;
import io.coinslot.marketgateway.payment.PurchaseReactions;
import io.coinslot.marketgateway.payment.Receipt;
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
import io.coinslot.servicekit.consume.Consumed;
import io.coinslot.servicekit.consume.EventHandler;
import io.coinslot.servicekit.consume.EventSubscription;
import io.coinslot.servicekit.consume.ReceivedEvent;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** Hands the purchase events that concern the market to the purchase's payment. */
public final class PurchaseEventsListener implements EventHandler<PurchaseEventEnvelope> {
    private static final String CONSUMED = "CONSUMED";

    private final Aggregates<Payment, PaymentEvent> payments;
    private final Markets markets;

    public PurchaseEventsListener(Aggregates<Payment, PaymentEvent> payments, Markets markets) {
        this.payments = payments;
        this.markets = markets;
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
            case RefundRequested event ->
                handle(
                        id,
                        payment -> PurchaseReactions.refundRequested(
                                payment,
                                event.getRefundId(),
                                money(event.getAmount()),
                                event.getReason(),
                                sequence,
                                abilities(payment)));
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
