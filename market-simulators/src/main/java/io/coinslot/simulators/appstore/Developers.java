package io.coinslot.simulators.appstore;

import io.coinslot.simulators.memory.Journal;
import io.coinslot.simulators.memory.Secrets;
import io.coinslot.simulators.protocol.Json;
import io.coinslot.simulators.token.EcKey;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The developers' accounts, one per service, and the store's own certificates. Kept in the data folder. */
final class Developers implements AutoCloseable {
    private static final long LEAST_APPLE_ID = 1_000_000_000L;
    private static final long APPLE_IDS = 5_000_000_000L;
    private static final int KEY_ID_LENGTH = 10;

    private final Map<String, Developer> byService = new ConcurrentHashMap<>();
    private final Map<String, Developer> byBundle = new ConcurrentHashMap<>();
    private final Map<String, Developer> byKey = new ConcurrentHashMap<>();
    private final Secrets secrets;
    private final Journal journal;
    private @Nullable SigningChain chain;

    Developers(Path folder, Secrets secrets) {
        this.secrets = secrets;
        this.journal = Journal.open(
                folder.resolve("app-store-accounts.journal"),
                Map.of(
                        "developer", (value, at) -> remember(Json.as(value, Developer.class)),
                        "chain", (value, at) -> chain = Json.as(value, SigningChain.class)));
    }

    /** The service's account, made at the first call. */
    synchronized Developer issue(String serviceId) {
        Developer known = byService.get(serviceId);
        if (known != null) {
            return known;
        }
        EcKey key = EcKey.generate();
        Developer developer = new Developer(
                serviceId,
                bundleId(serviceId),
                LEAST_APPLE_ID
                        + new BigInteger(1, secrets.derive("apple-id\n" + serviceId))
                                .mod(BigInteger.valueOf(APPLE_IDS))
                                .longValue(),
                UUID.nameUUIDFromBytes(
                                secrets.text("apple-issuer\n" + serviceId, 64).getBytes(StandardCharsets.US_ASCII))
                        .toString(),
                secrets.text("apple-key-id\n" + serviceId, KEY_ID_LENGTH).toUpperCase(Locale.ROOT),
                key.pkcs8(),
                key.publicKeyInfo());
        journal.append("developer", developer);
        remember(developer);
        return developer;
    }

    /** The certificates that the store signs under, made at the first call. */
    synchronized SigningChain chain(InstantSource clock) {
        if (chain == null) {
            chain = SigningChain.issue(clock.instant());
            journal.append("chain", chain);
        }
        return chain;
    }

    @Nullable
    Developer byService(String serviceId) {
        return byService.get(serviceId);
    }

    @Nullable
    Developer byBundle(String bundleId) {
        return byBundle.get(bundleId);
    }

    @Nullable
    Developer byKey(String keyId) {
        return byKey.get(keyId);
    }

    @Override
    public void close() {
        journal.close();
    }

    private void remember(Developer developer) {
        byService.put(developer.serviceId(), developer);
        byBundle.put(developer.bundleId(), developer);
        byKey.put(developer.keyId(), developer);
    }

    /** Bundle identifiers have no underscores. */
    private static String bundleId(String serviceId) {
        return "games.coinslot." + serviceId.replace("-", "--").replace("_", "-u-");
    }
}
