package io.coinslot.servicekit.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.jspecify.annotations.Nullable;

/**
 * Settings of Kafka's clients that an installation adds to ours: how its broker is reached and lets us in, and how much
 * goes there and back at a time. All others change what is written or read, and in which order: none of them is taken.
 */
final class BrokerAccess {
    static final String PREFIX = "coinslot.kafka.properties.";

    private static final List<String> LETS_IN = List.of("security.", "sasl.", "ssl.");
    private static final Set<String> WAY_THERE = Set.of(
            "client.dns.lookup",
            "client.rack",
            "connections.max.idle.ms",
            "enable.metrics.push",
            "metadata.max.age.ms",
            "metadata.recovery.rebootstrap.trigger.ms",
            "metadata.recovery.strategy",
            "receive.buffer.bytes",
            "reconnect.backoff.max.ms",
            "reconnect.backoff.ms",
            "request.timeout.ms",
            "retry.backoff.max.ms",
            "retry.backoff.ms",
            "send.buffer.bytes",
            "socket.connection.setup.timeout.max.ms",
            "socket.connection.setup.timeout.ms");
    private static final Set<String> AT_A_TIME = Set.of(
            "batch.size",
            "buffer.memory",
            "compression.gzip.level",
            "compression.lz4.level",
            "compression.type",
            "compression.zstd.level",
            "fetch.max.bytes",
            "fetch.max.wait.ms",
            "fetch.min.bytes",
            "linger.ms",
            "max.partition.fetch.bytes",
            "max.poll.records",
            "max.request.size");
    /** What has a setting of ours. */
    private static final Map<String, String> OURS = Map.of(
            "bootstrap.servers", "coinslot.kafka.bootstrap-servers",
            "group.instance.id", "coinslot.kafka.instance",
            "heartbeat.interval.ms", "coinslot.kafka.session-timeout",
            "session.timeout.ms", "coinslot.kafka.session-timeout");

    private final Map<String, String> settings;

    /** @throws RefusedSettings if one is not for an installation to set */
    BrokerAccess(Map<String, String> settings) {
        RefusedSettings.refuse(PREFIX, settings, BrokerAccess::refusal);
        this.settings = Map.copyOf(settings);
    }

    private static @Nullable String refusal(String name) {
        if (OURS.containsKey(name)) {
            return "cannot be set: there is " + OURS.get(name) + " for it.";
        }
        if (!isKnown(name)) {
            return "is no setting of Kafka's clients.";
        }
        return isAllowed(name)
                ? null
                : "cannot be set: what is written and read rests on Coinslot's own value. What can be set is how the"
                        + " broker is reached and lets us in, and how much is sent and fetched at a time.";
    }

    private static boolean isKnown(String name) {
        return ProducerConfig.configNames().contains(name)
                || ConsumerConfig.configNames().contains(name)
                || AdminClientConfig.configNames().contains(name);
    }

    private static boolean isAllowed(String name) {
        return LETS_IN.stream().anyMatch(name::startsWith) || WAY_THERE.contains(name) || AT_A_TIME.contains(name);
    }

    /** Ours with what was added of those that such a client knows. */
    Map<String, Object> over(Map<String, Object> ours, Set<String> known) {
        Map<String, Object> all = new HashMap<>(ours);
        settings.forEach((name, value) -> {
            if (known.contains(name)) {
                all.put(name, value);
            }
        });
        return all;
    }

    @Override
    public String toString() {
        return "BrokerAccess" + settings.keySet();
    }
}
