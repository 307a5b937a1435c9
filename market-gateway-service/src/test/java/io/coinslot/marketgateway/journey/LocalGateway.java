package io.coinslot.marketgateway.journey;

import io.coinslot.houserules.AdvancingClock;
import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.charge.CardCredentials;
import io.coinslot.marketgateway.charge.CredentialFailure;
import io.coinslot.marketgateway.market.Hint;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLinks;
import io.coinslot.marketgateway.market.ReceivesNotifications;
import io.coinslot.marketgateway.market.ReceivesNotifications.Proven;
import io.coinslot.marketgateway.notification.ApplyTask;
import io.coinslot.marketgateway.notification.NoEvent;
import io.coinslot.marketgateway.notification.NotificationAction;
import io.coinslot.marketgateway.notification.NotificationInbox;
import io.coinslot.marketgateway.notification.NotificationSteps;
import io.coinslot.marketgateway.notification.PurchaseFinder;
import io.coinslot.marketgateway.notification.RawNotification;
import io.coinslot.marketgateway.notification.UnsignedGate;
import io.coinslot.marketgateway.payment.MarketAbilities;
import io.coinslot.marketgateway.payment.MarketId;
import io.coinslot.marketgateway.payment.OperatorAction;
import io.coinslot.marketgateway.payment.ParkedSteps;
import io.coinslot.marketgateway.payment.Payment;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentOrder;
import io.coinslot.marketgateway.payment.PaymentTasks;
import io.coinslot.marketgateway.payment.PurchaseReactions;
import io.coinslot.marketgateway.payment.Receipt;
import io.coinslot.marketgateway.payment.Refund;
import io.coinslot.marketgateway.payment.kafka.PurchaseEventsListener;
import io.coinslot.marketgateway.sweep.Sweep;
import io.coinslot.marketgateway.sweep.SweepTask;
import io.coinslot.marketgateway.sweep.Sweeps;
import io.coinslot.marketgateway.task.Counter;
import io.coinslot.marketgateway.task.PaymentTaskHandlers;
import io.coinslot.schemas.billing.PurchaseEventEnvelope;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.LocalAggregates;
import io.coinslot.servicekit.consume.Consumed;
import io.coinslot.servicekit.consume.ReceivedEvent;
import io.coinslot.servicekit.key.Sealer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.joda.money.Money;

/** Payments in memory with the real tasks over the simulated markets: the gateway without broker and store. */
public final class LocalGateway {
    public static final Duration GRACE = Duration.ofSeconds(10);
    public static final Duration SWEEP_INTERVAL = Duration.ofMinutes(5);

    private final AdvancingClock clock = AdvancingClock.standingAt("2026-11-22T12:00:00Z");
    private final SimulatedMarkets markets;
    private final LocalAggregates<Payment, PaymentEvent> payments;
    private final LocalAggregates<RawNotification, NoEvent> notifications;
    private final LocalAggregates<Sweep, NoEvent> sweeps;
    private final NotificationInbox inbox;
    private final UnsignedGate gate;
    private final Set<String> purchaseIds = new LinkedHashSet<>();
    final InMemoryClaims claims = new InMemoryClaims();
    private long sequence;

    public LocalGateway(SimulatedMarkets markets, Sealer sealer) {
        this(markets, markets, sealer);
    }

    /** With tokens that are charged with what comes from there. */
    LocalGateway(SimulatedMarkets markets, Sealer sealer, CardCredentials credentials) {
        this(markets, markets, sealer, credentials);
    }

    /** With links that are told in another way than by the simulated markets. */
    LocalGateway(SimulatedMarkets markets, MarketLinks links, Sealer sealer) {
        this(markets, links, sealer, order -> {
            throw CredentialFailure.refused(CredentialFailure.NO_REGISTRY, "there is none");
        });
    }

    private LocalGateway(SimulatedMarkets markets, MarketLinks links, Sealer sealer, CardCredentials credentials) {
        this.markets = markets;
        payments = new LocalAggregates<>(
                PaymentTaskHandlers.all(
                        new Counter(markets.markets(), links, clock), credentials, claims, sealer, clock),
                clock);
        ApplyTask apply = new ApplyTask(
                markets.markets(),
                markets,
                payments,
                new PurchaseFinder(markets.markets(), links, claims, this::openPayments),
                clock);
        notifications = new LocalAggregates<>(List.of(apply), clock);
        inbox = new NotificationInbox(notifications, GRACE, clock);
        gate = new UnsignedGate(purchaseId -> payments.find(purchaseId) == null ? null : payment(purchaseId), clock);
        // Sweeps ask the simulators, which have their own idea of the time.
        sweeps = new LocalAggregates<>(
                List.of(new SweepTask(markets.markets(), markets, inbox, SWEEP_INTERVAL, Clock.systemUTC())), clock);
    }

    private List<Payment> openPayments(String serviceId, MarketId market, String binding) {
        return purchaseIds.stream()
                .map(this::payment)
                .filter(payment -> !payment.isPaid()
                        && payment.order().market().equals(market)
                        && payment.order().serviceId().equals(serviceId)
                        && Set.of(
                                        payment.order().obfuscatedAccountId(),
                                        payment.order().appAccountToken())
                                .contains(binding))
                .toList();
    }

    /** A proven notification arrives. */
    public RawNotification notified(MarketId market, String messageId, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Hint hint = markets.markets()
                .find(ReceivesNotifications.class, market)
                .read(markets.link(Orders.SERVICE, market), bytes);
        inbox.store(Orders.SERVICE, market, messageId, bytes, hint)
                .toCompletableFuture()
                .join();
        run();
        return notification(market, messageId);
    }

    /** A request arrives at the notifications' path; what is admitted of it is stored and applied. */
    public UnsignedGate.Admission arrived(MarketId market, String body) {
        ReceivesNotifications receiving = markets.markets().find(ReceivesNotifications.class, market);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try {
            Proven proven = receiving.prove(List.of(markets.link(Orders.SERVICE, market)), message(bytes));
            Hint hint = receiving.read(proven.link(), bytes);
            UnsignedGate.Admission admission = gate.admit(proven.link(), hint, bytes.length);
            if (admission == UnsignedGate.Admission.TAKEN) {
                inbox.store(Orders.SERVICE, market, proven.messageId(), bytes, hint)
                        .toCompletableFuture()
                        .join();
                run();
            }
            return admission;
        } catch (ReceivesNotifications.Forged | MarketFailure e) {
            throw new IllegalStateException(e);
        }
    }

    private static ReceivesNotifications.Message message(byte[] bytes) {
        return new ReceivesNotifications.Message() {
            @Override
            public String header(String name) {
                return null;
            }

            @Override
            public byte[] body() {
                return bytes;
            }
        };
    }

    public RawNotification notification(MarketId market, String messageId) {
        return notifications
                .find(market + "|" + Orders.SERVICE + "|" + messageId)
                .state();
    }

    /** Begins to sweep the markets that the service is linked to. */
    public void sweep() {
        new Sweeps(sweeps, markets.markets(), markets, Clock.systemUTC()).beginMissing();
        run();
    }

    public Consumed request(PaymentOrder order) {
        purchaseIds.add(order.purchaseId());
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

    /** The game reports that the player used the goods. */
    public Consumed consume(String purchaseId) {
        long at = ++sequence;
        return react(purchaseId, payment -> PurchaseReactions.goodsConsumed(payment, clock.instant(), at));
    }

    public Instant now() {
        return clock.instant();
    }

    public Consumed refund(String purchaseId, String refundId, Money amount) {
        return refund(purchaseId, refundId, amount, "asked for");
    }

    public Consumed refund(String purchaseId, String refundId, Money amount, String reason) {
        long at = ++sequence;
        Refund refund = Refund.asked(refundId, amount, reason);
        return react(
                purchaseId,
                payment -> PurchaseReactions.refundRequested(
                        payment, refund, PaymentTasks.refund(refundId), at, abilities(payment)));
    }

    /** Puts back what was on record before. */
    void restore(Payment copy) {
        payments.createAndWait(copy.order().purchaseId(), none -> Decision.accepted(copy, List.of(), "restored"));
    }

    /** Reads an event of the topic. */
    Consumed read(PurchaseEventEnvelope event) {
        Consumed consumed = new PurchaseEventsListener(payments, markets.markets(), clock)
                .handle(new ReceivedEvent<>(event.getPurchaseId(), event, 0, 0))
                .toCompletableFuture()
                .join();
        run();
        return consumed;
    }

    public Consumed close(String purchaseId) {
        long at = ++sequence;
        return react(purchaseId, payment -> PurchaseReactions.closed(payment, at, abilities(payment)));
    }

    /** An operator takes up what is parked of a payment, all of it. */
    void takeUp(String purchaseId, OperatorAction.Kind action) {
        ParkedSteps.Request request = new ParkedSteps.Request(action, null, "admin", "it was mended", now());
        payments.handleAndWait(purchaseId, payment -> ParkedSteps.resolve(payment, request));
        run();
    }

    /** An operator takes up a notification that is parked; false if it is not. */
    boolean takeUp(MarketId market, String messageId, OperatorAction.Kind action) {
        NotificationAction taken = new NotificationAction(now(), "admin", action, "it was mended");
        boolean done = notifications
                .handleAndWait(
                        notification(market, messageId).id(),
                        notification -> NotificationSteps.resolve(notification, taken))
                .result()
                .done();
        run();
        return done;
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

    /** As {@link #decide}, of what another process does while a task of this one runs. */
    void decideMeanwhile(String purchaseId, Function<Payment, Decision<Payment, PaymentEvent, Void>> decide) {
        payments.handleAndWait(purchaseId, decide::apply);
    }

    /** Runs what is due now until nothing is. */
    public void run() {
        try {
            while (sweeps.runTasks() + notifications.runTasks() + payments.runTasks() > 0) {
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
