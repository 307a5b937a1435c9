package io.coinslot.billing.configuration;

import io.coinslot.servicekit.key.SecretKeys;
import io.coinslot.servicekit.key.UnusableKeys;
import java.util.List;

/** The keys of the billing service in coinslot.keys.directory. */
record KeyFiles(SecretKeys keys) {
    private static final String BILLING_TOKENS = "billing-tokens.key";
    private static final String ACCOUNT_NAMES = "account-names.key";

    /** Sign billing tokens: the first does, the others have. */
    List<byte[]> billingTokens() {
        return keys.keys(BILLING_TOKENS);
    }

    /** Refuses another key of the names than the one by which users are known to markets. */
    UnusableKeys lackTheAccountNames() {
        String found = keys.has(ACCOUNT_NAMES)
                ? "Another key than that in " + keys.directory().resolve(ACCOUNT_NAMES) + " named users to markets"
                : "There is no " + keys.directory().resolve(ACCOUNT_NAMES)
                        + ", and users were named to markets by another key than that in " + BILLING_TOKENS;
        return new UnusableKeys(
                found + ": put it back, or every user would be somebody else there (docs/rotating-keys.md)");
    }

    /**
     * Names users to markets, for good. Before it had a file of its own it was the key of the billing tokens, which was
     * never replaced.
     */
    byte[] accountNames() {
        if (keys.has(ACCOUNT_NAMES)) {
            return keys.key(ACCOUNT_NAMES);
        }
        List<byte[]> former = billingTokens();
        if (former.size() > 1) {
            throw new UnusableKeys("There is no " + keys.directory().resolve(ACCOUNT_NAMES)
                    + ", and " + BILLING_TOKENS + " is being rotated: put the oldest of its keys there, by which users"
                    + " have been named to markets so far (docs/rotating-keys.md)");
        }
        return former.getFirst();
    }
}
