package io.coinslot.simulators.onestore;

import io.coinslot.simulators.memory.Journal;
import io.coinslot.simulators.memory.Secrets;
import io.coinslot.simulators.protocol.Json;
import io.coinslot.simulators.token.RsaKey;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The applications that were registered. */
final class Applications implements AutoCloseable {
    private static final int CLIENT_ID_DIGITS = 10;
    private static final int SECRET_LETTERS = 44;

    private final Map<String, Application> byService = new ConcurrentHashMap<>();
    private final Map<String, Application> byClient = new ConcurrentHashMap<>();
    private final Map<String, RsaKey> licenceKeys = new ConcurrentHashMap<>();
    private final Secrets secrets;
    private final Journal journal;

    Applications(Path folder, Secrets secrets) {
        this.secrets = secrets;
        this.journal = Journal.open(
                folder.resolve("one-store-applications.journal"),
                Map.of("application", (value, at) -> remember(Json.as(value, Application.class))));
    }

    /** The service's application, registered at the first call. */
    synchronized Application issue(String serviceId) {
        Application known = byService.get(serviceId);
        if (known != null) {
            return known;
        }
        String clientId = clientId(serviceId);
        Application application = new Application(
                serviceId,
                clientId,
                secrets.text("one-store-client-secret\n" + serviceId, SECRET_LETTERS),
                RsaKey.generate(clientId).pkcs8(),
                null);
        return kept(application);
    }

    /** Gives the service's application a new secret; the old one goes on being accepted. */
    synchronized Application roll(String serviceId) {
        Application known = issue(serviceId);
        String secret = secrets.text("one-store-client-secret-after\n" + known.clientSecret(), SECRET_LETTERS);
        return kept(known.withSecrets(secret, known.acceptedSecrets()));
    }

    /** Has the newest secret of the service's application accepted alone. */
    synchronized Application revokeOld(String serviceId) {
        Application known = issue(serviceId);
        return kept(known.withSecrets(known.clientSecret(), null));
    }

    private Application kept(Application application) {
        journal.append("application", application);
        remember(application);
        return application;
    }

    @Nullable
    Application byService(String serviceId) {
        return byService.get(serviceId);
    }

    @Nullable
    Application byClient(String clientId) {
        return byClient.get(clientId);
    }

    /** The key that signs the application's notifications; read once, as reading it costs as much as signing. */
    RsaKey licenceKey(Application application) {
        return licenceKeys.computeIfAbsent(
                application.clientId(), clientId -> RsaKey.of(clientId, application.pkcs8()));
    }

    @Override
    public void close() {
        journal.close();
    }

    private void remember(Application application) {
        byService.put(application.serviceId(), application);
        byClient.put(application.clientId(), application);
    }

    private String clientId(String serviceId) {
        String digits = new BigInteger(1, secrets.derive("one-store-client-id\n" + serviceId)).toString();
        return digits.substring(0, CLIENT_ID_DIGITS);
    }
}
