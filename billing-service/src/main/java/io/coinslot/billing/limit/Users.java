package io.coinslot.billing.limit;

import io.coinslot.billing.catalog.ServiceId;
import io.coinslot.billing.purchase.PurchaseId;
import io.coinslot.billing.purchase.UserId;
import io.coinslot.servicekit.aggregate.Aggregates;
import io.coinslot.servicekit.aggregate.Committed;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.servicekit.idempotency.DerivedId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** Asks and changes users. Races between purchases of one user are decided by the user's document. */
public final class Users {
    private final Aggregates<User, Void> users;

    public Users(Aggregates<User, Void> users) {
        this.users = users;
    }

    /** The id of the user's document. */
    public static String key(ServiceId serviceId, UserId userId) {
        return DerivedId.of("usr_", serviceId.value(), userId.value());
    }

    /**
     * Asks whether a user may spend, and reserves the amount if a limit concerns it. Writes nothing for users without
     * limits. Asking again for the same purchase is answered without reserving again.
     */
    public CompletionStage<Permit> reserve(
            ServiceId serviceId,
            UserId userId,
            PurchaseId purchaseId,
            Money amount,
            Set<String> requiredConsents,
            Instant now) {
        return users.<Permit>handle(
                        key(serviceId, userId),
                        user -> UserDecisions.reserve(user, purchaseId, amount, requiredConsents, now))
                .thenApply(Committed::result);
    }

    /** Lets go what the request of that time has reserved and does not need, since it is refused. */
    public CompletionStage<Void> giveBack(ServiceId serviceId, UserId userId, PurchaseId purchaseId, Instant request) {
        return users.<Boolean>handle(key(serviceId, userId), user -> UserDecisions.giveBack(user, purchaseId, request))
                .thenApply(committed -> null);
    }

    /**
     * Makes the purchase count as it now should. What an older version of the purchase says is dropped, as far as the
     * version is known that it counts by.
     *
     * @return whether it was news here, which may be old ones all the same: then look at the purchase again
     */
    public CompletionStage<Boolean> settle(ServiceId serviceId, UserId userId, Spending spending, Instant now) {
        return users.<Boolean>handle(key(serviceId, userId), user -> UserDecisions.settle(user, spending, now))
                .thenApply(Committed::result);
    }

    /**
     * Replaces the limits of a user. What was spent while a limit in its currency was set counts against the new ones; what
     * was spent while none was is not known here.
     */
    public User withLimits(ServiceId serviceId, UserId userId, List<Limit> limits) {
        return users.<User>handleAndWait(
                        key(serviceId, userId), user -> UserDecisions.limit(user, serviceId, userId, limits))
                .result();
    }

    /** Keeps a user's answer; false if there are too many to keep another. */
    public boolean giveConsent(ServiceId serviceId, UserId userId, Consent consent) {
        return users.<Boolean>handleAndWait(
                        key(serviceId, userId), user -> UserDecisions.consent(user, serviceId, userId, consent))
                .result();
    }

    public @Nullable User find(ServiceId serviceId, UserId userId) {
        Stored<User> stored = users.find(key(serviceId, userId));
        return stored == null ? null : stored.state();
    }
}
