package io.coinslot.billing.information;

import io.coinslot.billing.purchase.Moment;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.PurchaseChange;
import io.coinslot.billing.purchase.PurchaseEvent;
import io.coinslot.servicekit.aggregate.Decision;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a billing token can be exchanged for what it stands for. Each can be, once: the request that did it is
 * answered again as long as the token would be good, since its answer may have been lost.
 */
public final class TokenExchange {
    private TokenExchange() {}

    /** What comes of it. */
    public sealed interface Outcome {}

    /** @param replayed whether this very request had done it before */
    public record Exchanged(Purchase purchase, boolean replayed) implements Outcome {}

    public record Gone(String reason) implements Outcome {}

    /** @param use who asks in which request; null if the request has no name */
    public static Decision<Purchase, PurchaseEvent, Outcome> exchange(
            Purchase purchase, BillingToken token, @Nullable String use, Moment moment) {
        if (!moment.at().isBefore(token.expiresAt())) {
            return Decision.unchanged(new Gone("the token expired at " + token.expiresAt()));
        }
        boolean again =
                token.number() == purchase.usedBillingTokens() && use != null && use.equals(purchase.billingTokenUse());
        if (token.number() <= purchase.usedBillingTokens() && !again) {
            return Decision.unchanged(new Gone("the token was used"));
        }
        if (!purchase.status().isPayable()) {
            return Decision.unchanged(new Gone("the purchase is " + purchase.status()));
        }
        if (again) {
            return Decision.unchanged(new Exchanged(purchase, true));
        }
        PurchaseChange change = PurchaseChange.to(purchase, moment)
                .billingTokenUsed(token.number(), use)
                .note("BillingTokenUsed");
        return change.accepted(new Exchanged(change.purchase(), false));
    }
}
