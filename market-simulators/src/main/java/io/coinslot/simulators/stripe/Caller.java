package io.coinslot.simulators.stripe;

import io.coinslot.simulators.protocol.Request;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who calls: an account, by its secret key or by the publishable one that clients hold. */
record Caller(Account account, boolean secret) {

    static Caller of(Request request, Map<String, Account> accountsByKey) {
        String key = key(request.header().apply("authorization"));
        Account account = key == null ? null : accountsByKey.get(key);
        if (account == null) {
            throw StripeRefusal.unauthenticated(key);
        }
        return new Caller(account, account.acceptedKeys().contains(key));
    }

    void requireSecret() {
        if (!secret) {
            throw StripeRefusal.secretKeyRequired();
        }
    }

    boolean owns(String accountId) {
        return account.id().equals(accountId);
    }

    private static @Nullable String key(@Nullable String header) {
        if (header == null) {
            return null;
        }
        if (header.startsWith("Bearer ")) {
            return header.substring("Bearer ".length()).trim();
        }
        if (header.startsWith("Basic ")) {
            byte[] decoded = Base64.getDecoder()
                    .decode(header.substring("Basic ".length()).trim());
            String pair = new String(decoded, StandardCharsets.UTF_8);
            return pair.substring(0, pair.indexOf(':') < 0 ? pair.length() : pair.indexOf(':'));
        }
        return null;
    }
}
