package io.coinslot.billing.limit;

import io.coinslot.billing.catalog.ServiceId;
import io.coinslot.billing.purchase.PurchaseId;
import io.coinslot.billing.purchase.UserId;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.TaskDraft;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** Decides what may be spent. */
final class UserDecisions {
    static final Duration RESERVATION_IS_CHECKED_AFTER = Duration.ofMinutes(10);

    private UserDecisions() {}

    static Decision<User, Void, Permit> reserve(
            @Nullable User user, PurchaseId purchaseId, Money amount, Set<String> requiredConsents, Instant now) {
        if (user == null) {
            return Decision.unchanged(
                    requiredConsents.isEmpty() ? new Permit.Free() : new Permit.ConsentMissing(requiredConsents));
        }
        if (user.ledger().hasSummed(purchaseId)) {
            return Decision.unchanged(new Permit.Reserved(false));
        }
        Optional<Spending> held = user.ledger().spending(purchaseId).filter(before -> !before.isVoid());
        if (held.isPresent() && held.get().covers(amount)) {
            return held.get().isAwaited()
                    ? reserved(user, held.get().repeated(now), now, false)
                    : Decision.unchanged(new Permit.Reserved(false));
        }
        Set<String> missing = user.consentsMissing(requiredConsents);
        if (!missing.isEmpty()) {
            return Decision.unchanged(new Permit.ConsentMissing(missing));
        }
        Optional<Limit> limit = user.limit(amount.getCurrencyUnit());
        if (limit.isEmpty()) {
            return Decision.unchanged(new Permit.Free());
        }
        Money more = held.map(before -> amount.minus(before.amount())).orElse(amount);
        Permit.Exceeded exceeded = user.exceeding(limit.get(), more, now);
        if (exceeded != null) {
            return Decision.unchanged(exceeded);
        }
        Spending spending = held.map(before -> before.of(amount).repeated(now))
                .orElseGet(() -> Spending.reserved(purchaseId, amount, now));
        return reserved(user, spending, now, held.isEmpty());
    }

    /** The check begins anew with each request, so that one that is under way lets nothing go that is relied on. */
    private static Decision<User, Void, Permit> reserved(User user, Spending spending, Instant now, boolean fresh) {
        return Decision.<User, Void, Permit>accepted(
                        user.with(spending, Spending.dayOf(now)), List.of(), new Permit.Reserved(fresh))
                .starting(checkOf(spending.purchaseId()));
    }

    /** Lets go what the request of that time has reserved, unless another one has relied on it since. */
    static Decision<User, Void, Boolean> giveBack(@Nullable User user, PurchaseId purchaseId, Instant request) {
        Spending spending = user == null
                ? null
                : user.ledger()
                        .spending(purchaseId)
                        .filter(held -> held.isOnlyOf(request))
                        .orElse(null);
        return user == null || spending == null
                ? Decision.unchanged(false)
                : Decision.accepted(
                                user.with(spending.with(SpendingStatus.RELEASED, 0), Spending.dayOf(request)),
                                List.<Void>of(),
                                true)
                        .ending(ReservationCheck.taskId(purchaseId));
    }

    static Decision<User, Void, User> limit(
            @Nullable User existing, ServiceId serviceId, UserId userId, List<Limit> limits) {
        User user = existing == null ? User.blank(serviceId, userId) : existing;
        return user.limits().equals(limits) ? Decision.unchanged(user) : change(user.withLimits(limits));
    }

    private static Decision<User, Void, User> change(User user) {
        return Decision.accepted(user, List.of(), user);
    }

    static Decision<User, Void, Boolean> consent(
            @Nullable User existing, ServiceId serviceId, UserId userId, Consent consent) {
        User user = existing == null ? User.blank(serviceId, userId) : existing;
        if (user.consents().contains(consent)) {
            return Decision.unchanged(true);
        }
        boolean full = user.consent(consent.kind()).isEmpty() && user.consents().size() >= User.MOST_CONSENTS;
        return full ? Decision.unchanged(false) : Decision.accepted(user.with(consent), List.of(), true);
    }

    /**
     * Whether it was news. They may be old ones, even if a version is known: a newer one that left the status as it is was
     * not written.
     */
    static Decision<User, Void, Boolean> settle(@Nullable User user, Spending spending, Instant now) {
        if (user == null) {
            return Decision.unchanged(false);
        }
        // A reservation that is younger than its purchase was made by a repeated request, and is released by its check.
        Optional<Spending> known = user.ledger()
                .known(spending)
                .filter(before -> !before.requestedAt().isAfter(spending.requestedAt()));
        boolean isNews = known.map(before ->
                        before.purchaseVersion() < spending.purchaseVersion() && before.status() != spending.status())
                .orElse(spending.status() == SpendingStatus.CONFIRMED
                        && isOfThisMonth(spending, now)
                        && !user.ledger().mayHaveSummed(spending));
        if (!isNews) {
            return Decision.unchanged(false);
        }
        Spending next =
                known.orElse(spending).of(spending.amount()).with(spending.status(), spending.purchaseVersion());
        return Decision.accepted(user.with(next, Spending.dayOf(now)), List.<Void>of(), true)
                .ending(ReservationCheck.taskId(spending.purchaseId()));
    }

    private static boolean isOfThisMonth(Spending spending, Instant now) {
        LocalDate today = Spending.dayOf(now);
        return Spending.monthOf(spending.day()).equals(Spending.monthOf(today));
    }

    private static TaskDraft checkOf(PurchaseId purchaseId) {
        return TaskDraft.after(RESERVATION_IS_CHECKED_AFTER, ReservationCheck.taskId(purchaseId), ReservationCheck.KIND)
                .with(ReservationCheck.PURCHASE_ID, purchaseId.value());
    }
}
