package io.coinslot.billing.card;

import io.coinslot.billing.Nothing;
import io.coinslot.billing.catalog.ServiceId;
import io.coinslot.billing.limit.Ledger;
import io.coinslot.billing.limit.Spending;
import io.coinslot.billing.limit.SpendingStatus;
import io.coinslot.billing.purchase.PurchaseId;
import io.coinslot.billing.purchase.UserId;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.TaskDraft;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** Decides what a token may be charged. Races between purchases are decided by the token's document. */
final class TokenSpending {
    static final String CHECK = "check-spending";
    static final String PURCHASE_ID = "purchaseId";

    private static final Duration CHECKED_AFTER = Duration.ofMinutes(10);

    private TokenSpending() {}

    /** A wish to have a purchase charged. */
    record Wish(ServiceId serviceId, UserId userId, PurchaseId purchaseId, Money amount, Instant at) {
        LocalDate day() {
            return Spending.dayOf(at);
        }
    }

    /** Reserves what a purchase costs. Asking again for the same purchase reserves nothing more. */
    static Decision<CardToken, Void, TokenPermit> reserve(@Nullable CardToken token, Wish wish, TokenLimits usual) {
        if (token == null || !token.belongsTo(wish.serviceId(), wish.userId())) {
            return Decision.unchanged(new TokenPermit.Unknown());
        }
        if (token.state().status() != CardStatus.ACTIVE) {
            return Decision.unchanged(new TokenPermit.NotActive(token.state().status()));
        }
        if (token.ledger().hasSummed(wish.purchaseId())) {
            return Decision.unchanged(new TokenPermit.Reserved(false));
        }
        Spending held = token.ledger()
                .spending(wish.purchaseId())
                .filter(before -> !before.isVoid())
                .orElse(null);
        if (held != null && held.covers(wish.amount())) {
            return held.isAwaited()
                    ? reserved(token, held.repeated(wish.at()), wish, false)
                    : Decision.unchanged(new TokenPermit.Reserved(false));
        }
        TokenPermit exceeded = exceeding(token.ledger(), held, wish, token.limitsOr(usual));
        if (exceeded != null) {
            return Decision.unchanged(exceeded);
        }
        return held == null
                ? reserved(token, Spending.reserved(wish.purchaseId(), wish.amount(), wish.at()), wish, true)
                : reserved(token, held.of(wish.amount()).repeated(wish.at()), wish, false);
    }

    /** The check begins anew with each request, so that one that is under way lets nothing go that is relied on. */
    private static Decision<CardToken, Void, TokenPermit> reserved(
            CardToken token, Spending spending, Wish wish, boolean fresh) {
        return Decision.<CardToken, Void, TokenPermit>accepted(
                        token.with(token.ledger().with(spending, wish.day())),
                        List.of(),
                        new TokenPermit.Reserved(fresh))
                .starting(check(wish.purchaseId()));
    }

    /** Lets go what the request of that time has reserved, unless another one has relied on it since. */
    static Decision<CardToken, Void, Boolean> giveBack(
            @Nullable CardToken token, PurchaseId purchaseId, Instant request) {
        Spending spending = token == null
                ? null
                : token.ledger()
                        .spending(purchaseId)
                        .filter(held -> held.isOnlyOf(request))
                        .orElse(null);
        return token == null || spending == null
                ? Decision.unchanged(false)
                : Decision.accepted(
                                token.with(token.ledger()
                                        .with(spending.with(SpendingStatus.RELEASED, 0), Spending.dayOf(request))),
                                List.<Void>of(),
                                true)
                        .ending(taskId(purchaseId));
    }

    private static @Nullable TokenPermit exceeding(
            Ledger ledger, @Nullable Spending held, Wish wish, TokenLimits limits) {
        if (held == null && ledger.countOn(wish.day()) >= limits.mostPurchasesPerDay()) {
            return new TokenPermit.TooOftenToday(limits.mostPurchasesPerDay());
        }
        TokenLimits.AmountLimit limit =
                limits.amount(wish.amount().getCurrencyUnit()).orElse(null);
        if (limit == null) {
            return null;
        }
        if (limit.perPurchase() != null && wish.amount().isGreaterThan(limit.perPurchase())) {
            return new TokenPermit.TooMuchAtOnce(limit.perPurchase());
        }
        if (limit.perDay() == null) {
            return null;
        }
        Money others = ledger.spentOn(wish.day(), wish.amount().getCurrencyUnit());
        others = held == null || !held.day().equals(wish.day()) ? others : others.minus(held.amount());
        Money left = limit.perDay().minus(others);
        return wish.amount().isGreaterThan(left)
                ? new TokenPermit.TooMuchToday(limit.perDay(), left.isNegative() ? left.multipliedBy(0) : left)
                : null;
    }

    /**
     * Makes a purchase count as it now should. What an older version of it says is dropped, as far as the version is known.
     * Tells whether it was news, which may be old ones all the same.
     */
    static Decision<CardToken, Void, Boolean> settle(@Nullable CardToken token, Spending spending, Instant now) {
        Spending known = token == null ? null : token.ledger().known(spending).orElse(null);
        if (token == null
                || known == null
                || known.requestedAt().isAfter(spending.requestedAt())
                || known.purchaseVersion() >= spending.purchaseVersion()
                || known.status() == spending.status()) {
            return Decision.unchanged(false);
        }
        Spending next = known.of(spending.amount()).with(spending.status(), spending.purchaseVersion());
        return Decision.accepted(token.with(token.ledger().with(next, Spending.dayOf(now))), List.<Void>of(), true)
                .ending(taskId(spending.purchaseId()));
    }

    /**
     * What a reservation that nobody settled comes to.
     *
     * @param actual what its purchase says; null if it never came to be
     */
    static Decision<CardToken, Void, Void> checked(
            CardToken token, PurchaseId purchaseId, @Nullable Spending actual, Instant now) {
        Spending known = token.ledger().spending(purchaseId).orElse(null);
        if (known == null || known.status() != SpendingStatus.RESERVED) {
            return Nothing.changes();
        }
        // A purchase that is older than the reservation, which a repeated request has made, counts by itself.
        boolean isNeeded = actual != null && !actual.requestedAt().isBefore(known.requestedAt());
        Spending next = isNeeded && actual != null
                ? known.of(actual.amount()).with(actual.status(), actual.purchaseVersion())
                : known.with(SpendingStatus.RELEASED, actual == null ? 0 : actual.purchaseVersion());
        return next.status() == SpendingStatus.RESERVED
                ? Nothing.changes()
                : Nothing.but(token.with(token.ledger().with(next, Spending.dayOf(now))));
    }

    private static TaskDraft check(PurchaseId purchaseId) {
        return TaskDraft.after(CHECKED_AFTER, taskId(purchaseId), CHECK).with(PURCHASE_ID, purchaseId.value());
    }

    private static String taskId(PurchaseId purchaseId) {
        return CHECK + ":" + purchaseId;
    }
}
