package io.coinslot.servicekit.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Settings of the registry's client, Apicurio's or Confluent's, that an installation adds to ours: how its registry is
 * reached and lets us in. All others change the form of what is written.
 */
final class RegistryAccess {
    static final String PREFIX = "coinslot.schema-registry.properties.";

    private static final Set<String> NAMES = Set.of(
            "apicurio.registry.auth.client.id",
            "apicurio.registry.auth.client.scope",
            "apicurio.registry.auth.client.secret",
            "apicurio.registry.auth.password",
            "apicurio.registry.auth.service.token.endpoint",
            "apicurio.registry.auth.username",
            "apicurio.registry.proxy.host",
            "apicurio.registry.proxy.password",
            "apicurio.registry.proxy.port",
            "apicurio.registry.proxy.username",
            "apicurio.registry.tls.certificates",
            "apicurio.registry.tls.trust-all",
            "apicurio.registry.tls.truststore.location",
            "apicurio.registry.tls.truststore.password",
            "apicurio.registry.tls.truststore.type",
            "apicurio.registry.tls.verify-host",
            "http.connect.timeout.ms",
            "http.read.timeout.ms",
            "proxy.host",
            "proxy.port");
    /** Confluent's client is not among our dependencies: these names of its are known by how they begin. */
    private static final List<String> CONFLUENTS = List.of("basic.auth.", "bearer.auth.", "schema.registry.ssl.");

    private final Map<String, String> settings;

    /** @throws RefusedSettings if one is not for an installation to set */
    RegistryAccess(Map<String, String> settings) {
        RefusedSettings.refuse(PREFIX, settings, RegistryAccess::refusal);
        this.settings = Map.copyOf(settings);
    }

    private static @Nullable String refusal(String name) {
        if (Set.of("apicurio.registry.url", "schema.registry.url").contains(name)) {
            return "cannot be set: there is coinslot.schema-registry.url for it.";
        }
        return NAMES.contains(name) || CONFLUENTS.stream().anyMatch(name::startsWith)
                ? null
                : "cannot be set: it is none of those that say how the registry is reached and lets us in.";
    }

    /** Ours with what was added. */
    Map<String, Object> over(Map<String, Object> ours) {
        Map<String, Object> all = new HashMap<>(ours);
        all.putAll(settings);
        return all;
    }

    @Override
    public String toString() {
        return "RegistryAccess" + settings.keySet();
    }
}
