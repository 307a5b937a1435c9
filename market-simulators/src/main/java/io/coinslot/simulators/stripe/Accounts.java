package io.coinslot.simulators.stripe;

import io.coinslot.simulators.memory.Secrets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The merchants' accounts, by their keys and ids. */
final class Accounts {
    private final StripeMemory memory;
    private final Secrets secrets;
    private final Map<String, Account> byKey = new ConcurrentHashMap<>();
    private final Map<String, Account> byId = new ConcurrentHashMap<>();

    Accounts(StripeMemory memory, Secrets secrets) {
        this.memory = memory;
        this.secrets = secrets;
        memory.accounts.oldestFirst().forEach(this::index);
    }

    /** The service's account, made at the first call. */
    Account issue(String serviceId) {
        Account known = memory.accounts.get(serviceId);
        if (known != null) {
            return known;
        }
        Account account = Account.of(serviceId, secrets, System.currentTimeMillis() / 1_000);
        memory.put(account);
        index(account);
        return account;
    }

    /** The service's account with another set of keys; those it had before are not accepted unless it has them still. */
    Account replace(Account before, Account after) {
        memory.put(after);
        before.acceptedKeys().forEach(byKey::remove);
        index(after);
        return after;
    }

    Map<String, Account> byKey() {
        return byKey;
    }

    Map<String, Account> byId() {
        return byId;
    }

    /** The id of a service's account; of an unknown service, one that nothing belongs to. */
    @Nullable
    String id(@Nullable String serviceId) {
        Account account = memory.accounts.get(serviceId);
        if (serviceId == null) {
            return null;
        }
        return account == null ? "" : account.id();
    }

    private void index(Account account) {
        account.acceptedKeys().forEach(key -> byKey.put(key, account));
        byKey.put(account.publishableKey(), account);
        byId.put(account.id(), account);
    }
}
