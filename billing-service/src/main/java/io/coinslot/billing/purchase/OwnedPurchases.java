package io.coinslot.billing.purchase;

import io.coinslot.servicekit.aggregate.Aggregates;
import io.coinslot.servicekit.aggregate.Committed;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.servicekit.aggregate.VersionWatch;
import io.coinslot.servicekit.http.AwaitedVersion;
import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.problem.ProblemException;
import io.coinslot.servicekit.security.Caller;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Purchases as a caller may see them: a purchase of another service, or of another user than a device's, does not exist for it. */
public final class OwnedPurchases {
    private final Aggregates<Purchase, PurchaseEvent> purchases;
    private final VersionWatch<Purchase> watch;

    public OwnedPurchases(Aggregates<Purchase, PurchaseEvent> purchases, VersionWatch<Purchase> watch) {
        this.purchases = purchases;
        this.watch = watch;
    }

    public Stored<Purchase> find(Caller caller, String id) {
        return find(caller, id, AwaitedVersion.of(null, null));
    }

    /** The purchase once it has the version, or as it is when the time is over. */
    public Stored<Purchase> find(Caller caller, String id, AwaitedVersion awaited) {
        Stored<Purchase> found = watch.read(
                wellFormed(id).value(), awaited.minVersion(), awaited.atMost(), purchase -> isSeenBy(caller, purchase));
        if (found == null) {
            throw unknown(id);
        }
        return found;
    }

    public <R> Committed<R> change(
            Caller caller, String id, Function<Purchase, Decision<Purchase, PurchaseEvent, R>> decide) {
        return purchases.handleAndWait(wellFormed(id).value(), purchase -> decide.apply(owned(caller, id, purchase)));
    }

    /** As {@link #change}, without waiting. */
    public <R> CompletionStage<Committed<R>> changeLater(
            Caller caller, String id, Function<Purchase, Decision<Purchase, PurchaseEvent, R>> decide) {
        return purchases.handle(wellFormed(id).value(), purchase -> decide.apply(owned(caller, id, purchase)));
    }

    private static Purchase owned(Caller caller, String id, @Nullable Purchase purchase) {
        if (purchase == null || !isSeenBy(caller, purchase)) {
            throw unknown(id);
        }
        return purchase;
    }

    private static boolean isSeenBy(Caller caller, Purchase purchase) {
        return caller.owns(purchase.serviceId().value())
                && caller.seesUser(purchase.order().buyer().userId().value());
    }

    private static PurchaseId wellFormed(String id) {
        if (!PurchaseId.isWellFormed(id)) {
            throw unknown(id);
        }
        return new PurchaseId(id);
    }

    private static ProblemException unknown(String id) {
        return Problem.of(GeneralProblem.NOT_FOUND, "There is no purchase " + id)
                .asException();
    }
}
