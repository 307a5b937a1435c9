package io.coinslot.localstack.broker;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whom a broker lets in at its listener for clients.
 *
 * @param protocol as Kafka calls it: {@code PLAINTEXT}, {@code SSL}, {@code SASL_PLAINTEXT}, {@code SASL_SSL}
 * @param settings further ones of the broker, such as its key store
 * @param scramUsers known from the first start on, as {@code kafka-storage.sh format --add-scram} takes them
 */
public record ListenerSecurity(String protocol, Map<String, String> settings, List<String> scramUsers) {
    /** Lets in everybody. */
    static final ListenerSecurity NONE = new ListenerSecurity("PLAINTEXT", Map.of(), List.of());

    /** Lets in one user over TLS, who proves a password by SCRAM-SHA-512. */
    public static ListenerSecurity scramOverTls(Map<String, String> keyStore, String user, String password) {
        Map<String, String> settings = new TreeMap<>(keyStore);
        settings.put("sasl.enabled.mechanisms", "SCRAM-SHA-512");
        settings.put("sasl.mechanism.inter.broker.protocol", "SCRAM-SHA-512");
        settings.put(
                "listener.name.clients.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + user + "\" password=\""
                        + password + "\";");
        return new ListenerSecurity(
                "SASL_SSL", settings, List.of("SCRAM-SHA-512=[name=" + user + ",password=" + password + "]"));
    }

    @Override
    public String toString() {
        return "ListenerSecurity[" + protocol + "]";
    }
}
