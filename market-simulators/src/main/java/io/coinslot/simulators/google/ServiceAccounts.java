package io.coinslot.simulators.google;

import io.coinslot.simulators.memory.Journal;
import io.coinslot.simulators.memory.Secrets;
import io.coinslot.simulators.protocol.Json;
import io.coinslot.simulators.token.RsaKey;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The service accounts and applications that were issued, and the key that signs push notifications. */
final class ServiceAccounts implements AutoCloseable {
    private static final String SIGNING_KEY_ID = "coinslot-simulated-oidc";

    private final Map<String, ServiceAccount> byService = new ConcurrentHashMap<>();
    private final Map<String, ServiceAccount> byEmail = new ConcurrentHashMap<>();
    private final Map<String, ServiceAccount> byPackage = new ConcurrentHashMap<>();
    private final Secrets secrets;
    private final Journal journal;
    private @Nullable RsaKey signingKey;

    ServiceAccounts(Path folder, Secrets secrets) {
        this.secrets = secrets;
        this.journal = Journal.open(
                folder.resolve("google-play-accounts.journal"),
                Map.of(
                        "account", (value, at) -> remember(Json.as(value, ServiceAccount.class)),
                        "signing-key", (value, at) -> signingKey = RsaKey.of(SIGNING_KEY_ID, value.stringValue())));
    }

    /** The service's account, made at the first call. */
    synchronized ServiceAccount issue(String serviceId) {
        ServiceAccount known = byService.get(serviceId);
        if (known != null) {
            return known;
        }
        String keyId = secrets.text("google-key-id\n" + serviceId, 40);
        ServiceAccount account = new ServiceAccount(
                serviceId,
                packageName(serviceId),
                "coinslot-" + serviceId + "@" + ServiceAccount.PROJECT + ".iam.gserviceaccount.com",
                keyId,
                new BigInteger(1, secrets.derive("google-client-id\n" + serviceId))
                        .toString()
                        .substring(0, 21),
                RsaKey.generate(keyId).pkcs8());
        journal.append("account", account);
        remember(account);
        return account;
    }

    /** The key that Google signs OIDC tokens with. */
    synchronized RsaKey signingKey() {
        if (signingKey == null) {
            signingKey = RsaKey.generate(SIGNING_KEY_ID);
            journal.append("signing-key", signingKey.pkcs8());
        }
        return signingKey;
    }

    @Nullable
    ServiceAccount byEmail(String email) {
        return byEmail.get(email);
    }

    @Nullable
    ServiceAccount byService(String serviceId) {
        return byService.get(serviceId);
    }

    @Nullable
    ServiceAccount byPackage(String packageName) {
        return byPackage.get(packageName);
    }

    @Override
    public void close() {
        journal.close();
    }

    private void remember(ServiceAccount account) {
        byService.put(account.serviceId(), account);
        byEmail.put(account.email(), account);
        byPackage.put(account.packageName(), account);
    }

    private static String packageName(String serviceId) {
        return "games.coinslot." + serviceId.replace("_", "__").replace("-", "_");
    }
}
