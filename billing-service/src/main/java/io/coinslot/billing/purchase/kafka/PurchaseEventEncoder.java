package io.coinslot.billing.purchase.kafka;

import io.coinslot.billing.catalog.Platform;
import io.coinslot.billing.purchase.Capture;
import io.coinslot.billing.purchase.Item;
import io.coinslot.billing.purchase.MarketChoice;
import io.coinslot.billing.purchase.Order;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.PurchaseEvent;
import io.coinslot.billing.purchase.ReceiptKind;
import io.coinslot.schemas.Money;
import io.coinslot.schemas.Topics;
import io.coinslot.schemas.billing.ClientEventReported;
import io.coinslot.schemas.billing.DeliveryAbandonedAfterRetries;
import io.coinslot.schemas.billing.DeliveryConfirmed;
import io.coinslot.schemas.billing.DeliveryOverdue;
import io.coinslot.schemas.billing.PassedOverMarket;
import io.coinslot.schemas.billing.PurchaseBecamePayable;
import io.coinslot.schemas.billing.PurchaseCancelled;
import io.coinslot.schemas.billing.PurchaseChargedBack;
import io.coinslot.schemas.billing.PurchaseCompleted;
import io.coinslot.schemas.billing.PurchaseDeclined;
import io.coinslot.schemas.billing.PurchaseEventEnvelope;
import io.coinslot.schemas.billing.PurchaseExpired;
import io.coinslot.schemas.billing.PurchaseOutcomeUnknown;
import io.coinslot.schemas.billing.PurchasePaid;
import io.coinslot.schemas.billing.PurchasePaidAgain;
import io.coinslot.schemas.billing.PurchasePending;
import io.coinslot.schemas.billing.PurchaseReceiptRefused;
import io.coinslot.schemas.billing.PurchaseRefunded;
import io.coinslot.schemas.billing.PurchaseReinstated;
import io.coinslot.schemas.billing.PurchaseRequested;
import io.coinslot.schemas.billing.ReceiptSubmitted;
import io.coinslot.schemas.billing.RefundRejected;
import io.coinslot.schemas.billing.RefundRequested;
import io.coinslot.servicekit.event.EventEncoder;
import org.apache.avro.specific.SpecificRecord;

/** Purchase events in the contract of their topic. */
public final class PurchaseEventEncoder implements EventEncoder<Purchase, PurchaseEvent> {
    @Override
    public String topic() {
        return Topics.PURCHASE_EVENTS;
    }

    @Override
    public SpecificRecord envelope(Header header, Purchase purchase, PurchaseEvent event) {
        return new PurchaseEventEnvelope(
                header.eventId(),
                header.aggregateId(),
                header.sequence(),
                purchase.serviceId().value(),
                header.occurredAt(),
                contract(purchase, event));
    }

    private static SpecificRecord contract(Purchase purchase, PurchaseEvent event) {
        return switch (event) {
            case PurchaseEvent.PurchaseRequested e -> requested(purchase);
            case PurchaseEvent.PurchaseBecamePayable e -> new PurchaseBecamePayable(e.marketReference());
            case PurchaseEvent.ReceiptSubmitted e -> receipt(purchase, e);
            case PurchaseEvent.PurchaseReceiptRefused e ->
                new PurchaseReceiptRefused(e.receiptId(), e.code(), e.reason());
            case PurchaseEvent.PurchasePending e -> new PurchasePending(e.reason());
            case PurchaseEvent.PurchasePaid e -> paid(e.capture());
            case PurchaseEvent.PurchasePaidAgain e -> paidAgain(e.capture());
            case PurchaseEvent.DeliveryConfirmed e -> new DeliveryConfirmed(e.confirmedAt(), e.confirmedBy());
            case PurchaseEvent.DeliveryOverdue e -> new DeliveryOverdue(e.deadline());
            case PurchaseEvent.DeliveryAbandonedAfterRetries e ->
                new DeliveryAbandonedAfterRetries(e.attempts(), e.lastFailure());
            case PurchaseEvent.PurchaseCompleted e -> new PurchaseCompleted();
            case PurchaseEvent.PurchaseDeclined e -> new PurchaseDeclined(e.code(), e.reason());
            case PurchaseEvent.PurchaseCancelled e -> new PurchaseCancelled(e.cancelledBy());
            case PurchaseEvent.PurchaseExpired e -> new PurchaseExpired();
            case PurchaseEvent.PurchaseOutcomeUnknown e -> new PurchaseOutcomeUnknown(e.reason());
            case PurchaseEvent.RefundRequested e -> new RefundRequested(e.refundId(), money(e.amount()), e.reason());
            case PurchaseEvent.PurchaseRefunded e -> refunded(e);
            case PurchaseEvent.RefundRejected e -> new RefundRejected(e.refundId(), e.code(), e.reason());
            case PurchaseEvent.PurchaseChargedBack e ->
                new PurchaseChargedBack(e.disputeId(), money(e.amount()), e.clawback(), money(e.debt()), e.reason());
            case PurchaseEvent.PurchaseReinstated e ->
                new PurchaseReinstated(e.reference(), money(e.amount()), money(e.debt()));
            case PurchaseEvent.ClientEventReported e ->
                new ClientEventReported(e.clientEventId(), e.clientType(), e.occurredAt(), e.data());
        };
    }

    private static PurchaseRequested requested(Purchase purchase) {
        Order order = purchase.order();
        Item item = order.item();
        MarketChoice choice = order.marketChoice();
        Platform platform = choice.platform();
        return new PurchaseRequested(
                order.buyer().userId().value(),
                item.productId().value(),
                item.productType(),
                item.quantity(),
                order.market().slug(),
                choice.reason().name(),
                item.marketProductId(),
                money(order.total()),
                order.buyer().region(),
                order.buyer().deviceId(),
                purchase.id().value(),
                order.buyer().obfuscatedAccountId(),
                purchase.appAccountToken(),
                order.paymentToken(),
                order.expiresAt(),
                platform == null ? null : platform.slug(),
                choice.passedOver().stream()
                        .map(passed -> new PassedOverMarket(
                                passed.market().slug(), passed.obstacle().name()))
                        .toList());
    }

    private static ReceiptSubmitted receipt(Purchase purchase, PurchaseEvent.ReceiptSubmitted event) {
        ReceiptSubmitted.Builder builder = ReceiptSubmitted.newBuilder()
                .setReceiptId(event.receiptId())
                .setMarket(purchase.order().market().slug());
        String content = event.content();
        return switch (event.kind()) {
            case ReceiptKind.PURCHASE_TOKEN -> builder.setPurchaseToken(content).build();
            case ReceiptKind.SIGNED_TRANSACTION ->
                builder.setSignedTransaction(content).build();
            case ReceiptKind.TRANSACTION_ID -> builder.setTransactionId(content).build();
            case ReceiptKind.MARKET_PURCHASE_ID ->
                builder.setMarketPurchaseId(content).build();
            case ReceiptKind.PAYMENT_KEY -> builder.setPaymentKey(content).build();
            case ReceiptKind.PAYMENT_INTENT_ID ->
                builder.setPaymentIntentId(content).build();
        };
    }

    private static PurchasePaid paid(Capture capture) {
        return new PurchasePaid(
                capture.transactionId(), money(capture.amount()), capture.capturedAt(), capture.acknowledgeBy());
    }

    private static PurchasePaidAgain paidAgain(Capture capture) {
        return new PurchasePaidAgain(capture.transactionId(), money(capture.amount()), capture.capturedAt());
    }

    private static PurchaseRefunded refunded(PurchaseEvent.PurchaseRefunded event) {
        return new PurchaseRefunded(
                event.refundId(),
                money(event.amount()),
                money(event.refundedTotal()),
                event.full(),
                event.initiator(),
                event.clawback(),
                money(event.debt()),
                event.reason());
    }

    private static Money money(org.joda.money.Money money) {
        return new Money(money.getAmountMinorLong(), money.getCurrencyUnit().getCode());
    }
}
