package io.coinslot.billing.clientevent;

import io.coinslot.billing.checkout.Endings;
import io.coinslot.billing.delivery.DeliverySteps;
import io.coinslot.billing.purchase.ClientEvent;
import io.coinslot.billing.purchase.Moment;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.PurchaseChange;
import io.coinslot.billing.purchase.PurchaseEvent;
import io.coinslot.billing.purchase.Trail;
import io.coinslot.servicekit.aggregate.Decision;
import java.time.Instant;
import java.util.Map;

/** Decides what it means for a purchase that the game saw something. The same event id twice is one event. */
public final class ClientEvents {
    private final DeliverySteps delivery;

    public ClientEvents(DeliverySteps delivery) {
        this.delivery = delivery;
    }

    /** What the game says. */
    public record Report(String eventId, ClientEventType type, Instant occurredAt, Map<String, String> data) {
        public Report {
            data = Map.copyOf(data);
        }
    }

    /** What came of it. */
    public enum Outcome {
        TAKEN,
        KNOWN,
        TOO_MANY,
        /** A card is being charged without the player, who cannot call it off. */
        NOT_CANCELLABLE
    }

    public Decision<Purchase, PurchaseEvent, Outcome> take(Purchase purchase, Report report, Moment moment) {
        if (purchase.trail().knowsClientEvent(report.eventId())) {
            return Decision.unchanged(Outcome.KNOWN);
        }
        if (purchase.trail().clientEvents().size() >= Trail.MOST_CLIENT_EVENTS && !changes(purchase, report)) {
            return Decision.unchanged(isKnown(purchase, report) ? Outcome.KNOWN : Outcome.TOO_MANY);
        }
        if (report.type() == ClientEventType.CANCELLED_BY_USER && Endings.isChargedByItself(purchase)) {
            return Decision.unchanged(Outcome.NOT_CANCELLABLE);
        }
        PurchaseChange change = PurchaseChange.to(purchase, moment)
                .trail(trail -> trail.with(
                        new ClientEvent(report.eventId(), report.type().name())))
                .record(new PurchaseEvent.ClientEventReported(
                        report.eventId(), report.type().name(), report.occurredAt(), report.data()));
        switch (report.type()) {
            case STORE_OPENED, PAID_IN_CLIENT -> {}
            case CANCELLED_BY_USER -> cancel(change);
            case GRANTED -> delivery.confirm(change, report.occurredAt());
            case CONSUMED -> change.delivery(known -> known.consumed(report.occurredAt()));
        }
        return change.accepted(Outcome.TAKEN);
    }

    /** Whether the purchase is another one by it, which each type can do once: that is never too much to keep. */
    private static boolean changes(Purchase purchase, Report report) {
        return switch (report.type()) {
            case STORE_OPENED, PAID_IN_CLIENT -> false;
            case CANCELLED_BY_USER -> purchase.status().isPayable();
            case GRANTED, CONSUMED -> !isKnown(purchase, report);
        };
    }

    private static boolean isKnown(Purchase purchase, Report report) {
        return switch (report.type()) {
            case STORE_OPENED, PAID_IN_CLIENT, CANCELLED_BY_USER -> false;
            case GRANTED -> purchase.delivery().isGranted();
            case CONSUMED -> purchase.delivery().consumedAt() != null;
        };
    }

    private static void cancel(PurchaseChange change) {
        if (change.purchase().status().isPayable()) {
            Endings.cancel(change);
        }
    }
}
