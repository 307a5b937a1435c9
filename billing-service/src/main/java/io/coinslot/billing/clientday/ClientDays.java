package io.coinslot.billing.clientday;

import io.coinslot.billing.catalog.ServiceId;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.PurchaseId;
import io.coinslot.servicekit.aggregate.Aggregates;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * Holds what clients post within their limits of a day. Races between purchases of a client are decided by the document
 * of its day; that a purchase is held there once is decided with the purchase itself (see {@link ClientDay#hold}).
 */
public final class ClientDays {
    private static final int MOST_LOOKS = 50;
    private static final int MOST_REMEMBERED = 10_000;

    private final Aggregates<ClientDay, Void> days;
    private final Map<String, Long> sweepsSeen = new ConcurrentHashMap<>();

    public ClientDays(Aggregates<ClientDay, Void> days) {
        this.days = days;
    }

    /** Whether a purchase may be made. */
    public sealed interface Permission {}

    /** @param dayId the purchase must name it, or else the reservation is taken back */
    public record Held(String dayId) implements Permission {}

    /** @param counted what counts in this day already */
    public record Exceeded(Money counted) implements Permission {}

    /** More purchases wait for payment than are kept for a client and a day. */
    public record TooManyOpen(int most) implements Permission {}

    /** It was made before. */
    public record Known(Purchase purchase) implements Permission {}

    /** A wish to make a purchase. */
    public record Wish(ServiceId serviceId, String clientId, PurchaseId purchaseId, Money amount, Money limit) {
        ClientDay.Key key(Instant now) {
            return ClientDay.Key.at(
                    serviceId, clientId, amount.getCurrencyUnit().getCode(), now);
        }
    }

    /**
     * Reserves the amount of a purchase, unless the purchase exists. Asking again for the same purchase reserves nothing
     * more.
     *
     * @param lookUp finds the purchase as it is stored now
     */
    public CompletionStage<Permission> hold(
            Wish wish, Instant now, Function<PurchaseId, CompletionStage<Optional<Purchase>>> lookUp) {
        return hold(wish, now, lookUp, 1);
    }

    private CompletionStage<Permission> hold(
            Wish wish, Instant now, Function<PurchaseId, CompletionStage<Optional<Purchase>>> lookUp, int look) {
        if (look > MOST_LOOKS) {
            return CompletableFuture.failedFuture(
                    Problem.unavailable("So much is posted today that this did not get its turn", 1)
                            .asException());
        }
        ClientDay.Key key = wish.key(now);
        long seen = sweepsSeen.getOrDefault(key.id(), 0L);
        return lookUp.apply(wish.purchaseId())
                .thenCompose(known -> known.isPresent()
                        ? CompletableFuture.completedFuture(new Known(known.get()))
                        : ask(wish, key, now, seen)
                                .thenCompose(holding -> holding instanceof ClientDay.LookAgain
                                        ? hold(wish, now, lookUp, look + 1)
                                        : CompletableFuture.completedFuture(permission(wish, key, holding))));
    }

    private static Permission permission(Wish wish, ClientDay.Key key, ClientDay.Holding holding) {
        return switch (holding) {
            case ClientDay.Held held -> new Held(key.id());
            case ClientDay.Exceeded exceeded -> new Exceeded(money(wish, exceeded.counted()));
            case ClientDay.TooManyHeld tooMany -> new TooManyOpen(ClientDay.MOST_HELD);
            case ClientDay.LookAgain again -> throw new IllegalArgumentException("not decided: " + again);
        };
    }

    /** Only a short cut: without it one more look is taken. */
    private void remember(ClientDay.Key key, long sweeps) {
        if (sweepsSeen.size() >= MOST_REMEMBERED) {
            sweepsSeen.clear();
        }
        sweepsSeen.merge(key.id(), sweeps, Math::max);
    }

    private CompletionStage<ClientDay.Holding> ask(Wish wish, ClientDay.Key key, Instant now, long seen) {
        Posting posting = new Posting(wish.purchaseId(), wish.amount().getAmountMinorLong(), now, Posting.Status.HELD);
        long limit = wish.limit().getAmountMinorLong();
        return days.<ClientDay.Holding>handle(key.id(), day -> ClientDay.hold(day, key, posting, limit, seen))
                .thenApply(committed -> {
                    remember(key, committed.result().sweeps());
                    return committed.result();
                });
    }

    private static Money money(Wish wish, long minorUnits) {
        CurrencyUnit currency = wish.amount().getCurrencyUnit();
        return Money.ofMinor(currency, minorUnits);
    }

    /** Makes a purchase that names a day count there as it now should. */
    public CompletionStage<Void> settle(String dayId, Purchase purchase) {
        return days.<Boolean>handle(dayId, day -> {
                    ClientDay next = day == null ? null : settled(day, purchase);
                    return next == null || next.equals(day)
                            ? Decision.unchanged(false)
                            : Decision.accepted(next, List.of(), true);
                })
                .thenAccept(committed -> {});
    }

    /** What was paid counts for good: a refund gives nothing of the day back. */
    static ClientDay settled(ClientDay day, Purchase purchase) {
        if (purchase.status().isUnsettled()) {
            return day;
        }
        Posting.Status status = purchase.status().isClosedUnpaid() ? Posting.Status.RELEASED : Posting.Status.PAID;
        return day.settled(purchase.id(), purchase.order().total().getAmountMinorLong(), status);
    }
}
