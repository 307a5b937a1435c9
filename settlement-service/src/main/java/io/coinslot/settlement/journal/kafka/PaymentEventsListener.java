package io.coinslot.settlement.journal.kafka;

import io.coinslot.schemas.market.ChargebackClosed;
import io.coinslot.schemas.market.ChargebackOpened;
import io.coinslot.schemas.market.PaymentCaptured;
import io.coinslot.schemas.market.PaymentEventEnvelope;
import io.coinslot.schemas.market.PaymentRefundReversed;
import io.coinslot.schemas.market.PaymentRefunded;
import io.coinslot.servicekit.consume.Consumed;
import io.coinslot.servicekit.consume.EventHandler;
import io.coinslot.servicekit.consume.EventSubscription;
import io.coinslot.servicekit.consume.ReceivedEvent;
import io.coinslot.settlement.journal.Booking;
import io.coinslot.settlement.journal.Journal;
import java.util.concurrent.CompletionStage;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** Books what the markets answered; kinds that move no money are passed over. */
final class PaymentEventsListener implements EventHandler<PaymentEventEnvelope> {
    private static final String SERVICE = "SERVICE";

    private final Journal journal;

    PaymentEventsListener(Journal journal) {
        this.journal = journal;
    }

    @Override
    public CompletionStage<Consumed> handle(ReceivedEvent<PaymentEventEnvelope> received) {
        PaymentEventEnvelope envelope = received.value();
        Booking.Source source = new Booking.Source(
                envelope.getEventId(), envelope.getPurchaseId(), envelope.getServiceId(), envelope.getOccurredAt());
        return switch (envelope.getEvent()) {
            case PaymentCaptured captured
            when captured.getSecond() ->
                journal.captureAgain(
                        source, envelope.getMarket(), captured.getMarketTransactionId(), captured(captured));
            case PaymentRefunded refunded
            when refunded.getMarketTransactionId() != null ->
                journal.book(
                        source,
                        new Booking.SecondRefunded(refunded.getMarketTransactionId(), money(refunded.getAmount())));
            case PaymentRefundReversed reversed
            when reversed.getMarketTransactionId() != null ->
                journal.book(
                        source,
                        new Booking.SecondRefundReversed(
                                reversed.getMarketTransactionId(), money(reversed.getAmount())));
            case ChargebackOpened opened
            when opened.getMarketTransactionId() != null ->
                journal.book(
                        source,
                        new Booking.SecondDisputed(
                                opened.getMarketTransactionId(),
                                opened.getDisputeId(),
                                money(opened.getAmount()),
                                turn(opened)));
            case ChargebackClosed closed
            when closed.getMarketTransactionId() != null ->
                journal.book(
                        source,
                        new Booking.SecondDisputeClosed(
                                closed.getMarketTransactionId(),
                                closed.getDisputeId(),
                                money(closed.getAmount()),
                                closed.getWon(),
                                turn(closed)));
            case PaymentCaptured captured -> journal.capture(source, envelope.getMarket(), captured(captured));
            case PaymentRefunded refunded ->
                journal.book(
                        source,
                        new Booking.Refunded(
                                refunded.getMarketRefundId(),
                                money(refunded.getAmount()),
                                refunded.getInitiator().equals(SERVICE)));
            case PaymentRefundReversed reversed ->
                journal.book(
                        source, new Booking.RefundReversed(reversed.getMarketRefundId(), money(reversed.getAmount())));
            case ChargebackOpened opened ->
                journal.book(
                        source,
                        new Booking.ChargebackOpened(opened.getDisputeId(), money(opened.getAmount()), turn(opened)));
            case ChargebackClosed closed ->
                journal.book(
                        source,
                        new Booking.ChargebackClosed(
                                closed.getDisputeId(), money(closed.getAmount()), closed.getWon(), turn(closed)));
            default -> EventSubscription.done(Consumed.DUPLICATE);
        };
    }

    private static long turn(ChargebackOpened opened) {
        return opened.getTurn() == null ? 1 : opened.getTurn();
    }

    private static long turn(ChargebackClosed closed) {
        return closed.getTurn() == null ? 2 : closed.getTurn();
    }

    private static Booking.Captured captured(PaymentCaptured event) {
        Money captured = money(event.getCaptured());
        return new Booking.Captured(
                event.getUserId(),
                captured,
                event.getTax() == null ? Money.zero(captured.getCurrencyUnit()) : money(event.getTax()),
                event.getCountry(),
                event.getCapturedAt(),
                event.getTestPurchase());
    }

    private static Money money(io.coinslot.schemas.Money money) {
        return Money.ofMinor(CurrencyUnit.of(money.getCurrency()), money.getMinorUnits());
    }
}
