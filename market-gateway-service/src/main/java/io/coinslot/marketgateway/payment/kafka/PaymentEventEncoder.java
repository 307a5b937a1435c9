package io.coinslot.marketgateway.payment.kafka;

import io.coinslot.marketgateway.payment.Capture;
import io.coinslot.marketgateway.payment.Payment;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentOrder;
import io.coinslot.schemas.Topics;
import io.coinslot.schemas.market.PaymentEventEnvelope;
import io.coinslot.servicekit.event.EventEncoder;
import java.nio.ByteBuffer;
import java.util.Base64;
import org.apache.avro.specific.SpecificRecord;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** Writes payment events as market.payment-events.v1 has them. */
@SuppressWarnings("NullAway") // The generated constructors take null for what is absent, without saying so.
public final class PaymentEventEncoder implements EventEncoder<Payment, PaymentEvent> {
    @Override
    public String topic() {
        return Topics.PAYMENT_EVENTS;
    }

    @Override
    public String type(PaymentEvent event) {
        return event instanceof PaymentEvent.OfSecondPayment second
                ? type(second.event())
                : event.getClass().getSimpleName();
    }

    @Override
    public SpecificRecord envelope(Header header, Payment payment, PaymentEvent event) {
        PaymentOrder order = payment.order();
        return new PaymentEventEnvelope(
                header.eventId(),
                header.aggregateId(),
                header.sequence(),
                order.serviceId(),
                order.market().value(),
                header.occurredAt(),
                body(order, event));
    }

    private static SpecificRecord body(PaymentOrder order, PaymentEvent event) {
        return switch (event) {
            case PaymentEvent.PaymentPrepared e ->
                new io.coinslot.schemas.market.PaymentPrepared(
                        e.marketReference(), bytes(e.sealedClientSecret()), e.redirectUrl());
            case PaymentEvent.PaymentPreparationRefused e ->
                new io.coinslot.schemas.market.PaymentPreparationRefused(e.code(), e.reason());
            case PaymentEvent.PaymentCaptured e -> captured(order, e.capture(), false);
            case PaymentEvent.OfSecondPayment e -> ofSecond(order, e);
            case PaymentEvent.PaymentPending e -> new io.coinslot.schemas.market.PaymentPending(e.reason());
            case PaymentEvent.PaymentDeclined e -> new io.coinslot.schemas.market.PaymentDeclined(e.code(), e.reason());
            case PaymentEvent.ReceiptRefused e ->
                new io.coinslot.schemas.market.ReceiptRefused(e.receiptId(), e.code(), e.reason());
            case PaymentEvent.PaymentOutcomeUnknown e ->
                new io.coinslot.schemas.market.PaymentOutcomeUnknown(e.reason());
            case PaymentEvent.PaymentParkedForOperator e ->
                new io.coinslot.schemas.market.PaymentParkedForOperator(e.task(), e.reason());
            case PaymentEvent.PaymentFinished e ->
                new io.coinslot.schemas.market.PaymentFinished(e.action().name());
            case PaymentEvent.PaymentRefunded e ->
                new io.coinslot.schemas.market.PaymentRefunded(
                        e.refundId(),
                        e.marketRefundId(),
                        money(e.amount()),
                        e.initiator().name(),
                        e.reason(),
                        null);
            case PaymentEvent.PaymentRefundFailed e ->
                new io.coinslot.schemas.market.PaymentRefundFailed(e.refundId(), e.code(), e.reason(), null);
            case PaymentEvent.ChargebackOpened e ->
                new io.coinslot.schemas.market.ChargebackOpened(
                        e.disputeId(), money(e.amount()), e.reason(), e.turn(), null);
            case PaymentEvent.ChargebackClosed e ->
                new io.coinslot.schemas.market.ChargebackClosed(
                        e.disputeId(), money(e.amount()), e.won(), e.turn(), null);
            case PaymentEvent.PaymentRefundReversed e ->
                new io.coinslot.schemas.market.PaymentRefundReversed(e.marketRefundId(), money(e.amount()), null);
        };
    }

    private static SpecificRecord captured(PaymentOrder order, Capture capture, boolean second) {
        return new io.coinslot.schemas.market.PaymentCaptured(
                capture.transactionId(),
                capture.application(),
                money(capture.amount()),
                capture.tax() == null ? null : money(capture.tax()),
                capture.country(),
                capture.capturedAt(),
                capture.acknowledgeBy(),
                capture.test(),
                order.userId(),
                order.productId(),
                order.quantity(),
                second);
    }

    private static SpecificRecord ofSecond(PaymentOrder order, PaymentEvent.OfSecondPayment second) {
        String transactionId = second.transactionId();
        return switch (second.event()) {
            case PaymentEvent.PaymentCaptured e -> captured(order, e.capture(), true);
            case PaymentEvent.PaymentRefunded e ->
                new io.coinslot.schemas.market.PaymentRefunded(
                        e.refundId(),
                        e.marketRefundId(),
                        money(e.amount()),
                        e.initiator().name(),
                        e.reason(),
                        transactionId);
            case PaymentEvent.PaymentRefundFailed e ->
                new io.coinslot.schemas.market.PaymentRefundFailed(e.refundId(), e.code(), e.reason(), transactionId);
            case PaymentEvent.PaymentRefundReversed e ->
                new io.coinslot.schemas.market.PaymentRefundReversed(
                        e.marketRefundId(), money(e.amount()), transactionId);
            case PaymentEvent.ChargebackOpened e ->
                new io.coinslot.schemas.market.ChargebackOpened(
                        e.disputeId(), money(e.amount()), e.reason(), e.turn(), transactionId);
            case PaymentEvent.ChargebackClosed e ->
                new io.coinslot.schemas.market.ChargebackClosed(
                        e.disputeId(), money(e.amount()), e.won(), e.turn(), transactionId);
            default -> throw new IllegalArgumentException("not told of second payments: " + second.event());
        };
    }

    private static io.coinslot.schemas.Money money(Money money) {
        return new io.coinslot.schemas.Money(
                money.getAmountMinorLong(), money.getCurrencyUnit().getCode());
    }

    private static @Nullable ByteBuffer bytes(@Nullable String base64) {
        return base64 == null ? null : ByteBuffer.wrap(Base64.getDecoder().decode(base64));
    }
}
