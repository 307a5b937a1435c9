package io.coinslot.cardregistry.account;

import java.time.Instant;
import java.util.Map;

/**
 * The account that a device acts for.
 *
 * @param accountReference names the account among those of all providers
 * @param subject the account's pairwise id with the one it was shown to, as its provider has it
 * @param assertionId names the assertion among all of all providers, and tells nothing of it
 * @param expiresAt when the assertion is over
 * @param onward the assertions that were made for others, by whom they are for; each is that party's to verify
 */
public record VerifiedAccount(
        String accountReference,
        String subject,
        String assertionId,
        Instant expiresAt,
        Map<String, OnwardAssertion> onward) {
    public VerifiedAccount {
        onward = Map.copyOf(onward);
    }

    /**
     * @param accountReference the account's pairwise id with the party it is for, as the assertion says
     */
    public record OnwardAssertion(String accountReference, String assertion) {
        @Override
        public String toString() {
            return "OnwardAssertion";
        }
    }

    @Override
    public String toString() {
        return "VerifiedAccount";
    }
}
