package io.coinslot.billing.information;

import io.coinslot.billing.purchase.Moment;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.PurchaseChange;
import io.coinslot.billing.purchase.PurchaseEvent;
import io.coinslot.servicekit.aggregate.Decision;

/** Decides whether a billing token can be exchanged for what it stands for. Each can be, once. */
public final class TokenExchange {
    private TokenExchange() {}

    /** What comes of it. */
    public sealed interface Outcome {}

    public record Exchanged(Purchase purchase) implements Outcome {}

    public record Gone(String reason) implements Outcome {}

    public static Decision<Purchase, PurchaseEvent, Outcome> exchange(
            Purchase purchase, BillingToken token, Moment moment) {
        if (!moment.at().isBefore(token.expiresAt())) {
            return Decision.unchanged(new Gone("the token expired at " + token.expiresAt()));
        }
        if (token.number() <= purchase.usedBillingTokens()) {
            return Decision.unchanged(new Gone("the token was used"));
        }
        if (!purchase.status().isPayable()) {
            return Decision.unchanged(new Gone("the purchase is " + purchase.status()));
        }
        PurchaseChange change = PurchaseChange.to(purchase, moment)
                .billingTokenUsed(token.number())
                .note("BillingTokenUsed");
        return change.accepted(new Exchanged(change.purchase()));
    }
}
