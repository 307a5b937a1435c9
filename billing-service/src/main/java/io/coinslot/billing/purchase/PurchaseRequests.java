package io.coinslot.billing.purchase;

import io.coinslot.servicekit.aggregate.Decision;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Decides how a purchase begins. */
public final class PurchaseRequests {
    /** A card may be charged until the time to pay is over: so long the market's answer may take. */
    private static final Duration LONGEST_CHARGE = Duration.ofMinutes(2);

    private PurchaseRequests() {}

    /** What became of a request for a purchase. */
    public sealed interface Outcome {}

    /** @param replayed whether an earlier request with the same key had made it */
    public record Requested(Purchase purchase, boolean replayed) implements Outcome {}

    /** The same key was used to ask for something else. */
    public record KeyReused() implements Outcome {}

    public static Decision<Purchase, PurchaseEvent, Outcome> request(
            @Nullable Purchase existing, PurchaseId id, Request request, Order order) {
        if (existing != null) {
            return Decision.unchanged(answerAgain(existing, request));
        }
        Purchase fresh = Purchase.requested(id, request, order);
        PurchaseChange change = PurchaseChange.to(fresh, new Moment(order.createdAt(), Source.API))
                .record(new PurchaseEvent.PurchaseRequested());
        noteChoice(change, order);
        return change.starting(Tasks.expireAfter(untilExpiry(order))).accepted(new Requested(fresh, false));
    }

    private static Duration untilExpiry(Order order) {
        Duration toPay = Duration.between(order.createdAt(), order.expiresAt());
        return order.paymentToken() == null ? toPay : toPay.plus(LONGEST_CHARGE);
    }

    private static void noteChoice(PurchaseChange change, Order order) {
        MarketChoice choice = order.marketChoice();
        if (choice.reason() != MarketChoice.Reason.NAMED_BY_CALLER) {
            choice.passedOver()
                    .forEach(passed ->
                            change.note("MarketPassedOver:" + passed.market().slug() + ":" + passed.obstacle()));
            change.note("MarketChosen:" + order.market().slug() + ":" + choice.reason());
        }
    }

    /** What a later request with the same key is told. */
    public static Outcome answerAgain(Purchase existing, Request request) {
        return existing.request().equals(request) ? new Requested(existing, true) : new KeyReused();
    }
}
