package io.coinslot.simulators.stripe;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What paying with Stripe's published test payment methods leads to. */
sealed interface TestCard {
    /** Pays. */
    record Pays() implements TestCard {}

    /** Is declined for this reason. */
    record Declines(String code) implements TestCard {}

    /** Wants the player to prove themselves first. */
    record Challenges() implements TestCard {}

    /** Pays, and a dispute follows at once. */
    record PaysAndDisputes() implements TestCard {}

    /** Takes time, as a bank debit does. */
    record TakesTime() implements TestCard {}

    /** The test payment method's behaviour, or null if Stripe knows none of this name. */
    static @Nullable TestCard of(String paymentMethod) {
        TestCard special = Known.SPECIAL.get(paymentMethod);
        if (special != null) {
            return special;
        }
        return paymentMethod.startsWith("pm_") ? new Pays() : null;
    }

    /** The test payment methods that do not simply pay. */
    final class Known {
        private static final Map<String, TestCard> SPECIAL = Map.of(
                "pm_card_chargeDeclined", new Declines("generic_decline"),
                "pm_card_visa_chargeDeclined", new Declines("generic_decline"),
                "pm_card_chargeDeclinedInsufficientFunds", new Declines("insufficient_funds"),
                "pm_card_visa_chargeDeclinedInsufficientFunds", new Declines("insufficient_funds"),
                "pm_card_chargeDeclinedExpiredCard", new Declines("expired_card"),
                "pm_card_chargeDeclinedFraudulent", new Declines("fraudulent"),
                "pm_card_authenticationRequired", new Challenges(),
                "pm_card_createDispute", new PaysAndDisputes(),
                "pm_usBankAccount_success", new TakesTime());

        private Known() {}
    }
}
