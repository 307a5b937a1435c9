package io.coinslot.billing.payment.kafka;

import io.coinslot.billing.payment.MarketFact;
import io.coinslot.billing.payment.MarketFacts;
import io.coinslot.billing.purchase.Moment;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.PurchaseEvent;
import io.coinslot.billing.purchase.Source;
import io.coinslot.schemas.market.PaymentEventEnvelope;
import io.coinslot.servicekit.aggregate.Aggregates;
import io.coinslot.servicekit.aggregate.Committed;
import io.coinslot.servicekit.consume.Consumed;
import io.coinslot.servicekit.consume.EventHandler;
import io.coinslot.servicekit.consume.ReceivedEvent;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletionStage;

/** Applies payment events to purchases. */
public final class PaymentEventListener implements EventHandler<PaymentEventEnvelope> {
    private final Aggregates<Purchase, PurchaseEvent> purchases;
    private final MarketFacts facts;
    private final Clock clock;

    public PaymentEventListener(Aggregates<Purchase, PurchaseEvent> purchases, MarketFacts facts, Clock clock) {
        this.purchases = purchases;
        this.facts = facts;
        this.clock = clock;
    }

    @Override
    public CompletionStage<Consumed> handle(ReceivedEvent<PaymentEventEnvelope> received) {
        PaymentEventEnvelope envelope = received.value();
        MarketFact fact = PaymentEventMapper.fact(envelope.getEvent());
        Moment moment = new Moment(clock.instant().truncatedTo(ChronoUnit.MILLIS), Source.MARKET);
        return purchases
                .handle(
                        envelope.getPurchaseId(),
                        purchase -> facts.apply(purchase, envelope.getSequence(), fact, moment))
                .thenApply(Committed::result);
    }
}
