package io.coinslot.simulators.onestore;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A service's application as its developer registered it; id and secret are the same on both hosts.
 *
 * @param olderSecrets are accepted besides the newest; null for none
 * @param pkcs8 the private half of the licence key, which signs notifications
 */
record Application(
        String serviceId,
        String clientId,
        String clientSecret,
        String pkcs8,
        @Nullable List<String> olderSecrets) {

    /** The client secrets that are accepted, the newest first. */
    List<String> acceptedSecrets() {
        List<String> accepted = new ArrayList<>(List.of(clientSecret));
        accepted.addAll(olderSecrets == null ? List.of() : olderSecrets);
        return accepted;
    }

    /** The application with another newest secret and other older ones. */
    Application withSecrets(String newest, @Nullable List<String> older) {
        return new Application(serviceId, clientId, newest, pkcs8, older);
    }
}
