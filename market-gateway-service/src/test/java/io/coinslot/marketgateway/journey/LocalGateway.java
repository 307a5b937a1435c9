package io.coinslot.marketgateway.journey;

import io.coinslot.marketgateway.payment.MarketAbilities;
import io.coinslot.marketgateway.payment.Payment;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentOrder;
import io.coinslot.marketgateway.payment.PurchaseReactions;
import io.coinslot.marketgateway.payment.Receipt;
import io.coinslot.marketgateway.task.Counter;
import io.coinslot.marketgateway.task.PaymentTaskHandlers;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.LocalAggregates;
import io.coinslot.servicekit.consume.Consumed;
import io.coinslot.servicekit.key.Sealer;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.joda.money.Money;

/** Payments in memory with the real tasks over the simulated markets: the gateway without broker and store. */
public final class LocalGateway {
    private final MovableClock clock = new MovableClock();
    private final SimulatedMarkets markets;
    private final LocalAggregates<Payment, PaymentEvent> payments;
    private long sequence;

    public LocalGateway(SimulatedMarkets markets, Sealer sealer) {
        this.markets = markets;
        this.payments = new LocalAggregates<>(
                PaymentTaskHandlers.all(new Counter(markets.markets(), markets), new InMemoryClaims(), sealer), clock);
    }

    public Consumed request(PaymentOrder order) {
        MarketAbilities market = markets.markets().abilities(order.market());
        Consumed consumed = payments.createAndWait(
                        order.purchaseId(), known -> PurchaseReactions.requested(known, order, ++sequence, market))
                .result();
        run();
        return consumed;
    }

    public Consumed submit(String purchaseId, String receiptId, Receipt receipt) {
        long at = ++sequence;
        return react(purchaseId, payment -> PurchaseReactions.receiptSubmitted(payment, receiptId, receipt, at));
    }

    public Consumed confirmDelivery(String purchaseId) {
        long at = ++sequence;
        return react(
                purchaseId,
                payment -> PurchaseReactions.deliveryConfirmed(payment, clock.instant(), at, abilities(payment)));
    }

    public Consumed refund(String purchaseId, String refundId, Money amount) {
        long at = ++sequence;
        return react(
                purchaseId,
                payment -> PurchaseReactions.refundRequested(
                        payment, refundId, amount, "asked for", at, abilities(payment)));
    }

    public Consumed close(String purchaseId) {
        long at = ++sequence;
        return react(purchaseId, payment -> PurchaseReactions.closed(payment, at, abilities(payment)));
    }

    private MarketAbilities abilities(Payment payment) {
        return markets.markets().abilities(payment.order().market());
    }

    private Consumed react(String purchaseId, Function<Payment, Decision<Payment, PaymentEvent, Consumed>> decide) {
        Consumed consumed = payments.handleAndWait(purchaseId, decide::apply).result();
        run();
        return consumed;
    }

    /** A decision of the market's side, such as a hint of a notification. */
    public void decide(String purchaseId, Function<Payment, Decision<Payment, PaymentEvent, Void>> decide) {
        payments.handleAndWait(purchaseId, decide::apply);
        run();
    }

    /** Runs what is due now until nothing is. */
    public void run() {
        try {
            while (payments.runTasks() > 0) {
                continue;
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lets time pass, and runs what is due then. */
    public void wait(Duration time) {
        clock.advance(time);
        run();
    }

    public Payment payment(String purchaseId) {
        return payments.find(purchaseId).state();
    }

    public int openTasks(String purchaseId) {
        return payments.tasks(purchaseId).size();
    }

    public List<PaymentEvent> events() {
        return payments.events();
    }

    public <E extends PaymentEvent> List<E> events(Class<E> kind) {
        return events().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    public PaymentEvent lastEvent() {
        return events().getLast();
    }
}
