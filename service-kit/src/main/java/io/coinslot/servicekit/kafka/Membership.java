package io.coinslot.servicekit.kafka;

import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * How the consumers of this process belong to their groups.
 *
 * @param instance what the process is called among those of its service, and again after it was killed: its consumers
 *     then take their predecessors' places at once. Empty for a process that comes and goes; the places of one that was
 *     killed are free when its session is over
 * @param session how long the group waits for a consumer that says nothing
 * @param concurrency consumers for each subscription
 */
record Membership(String instance, Duration session, int concurrency) {
    private static final Duration USUAL_HEARTBEAT = Duration.ofSeconds(3);

    Membership {
        if (!instance.matches("[A-Za-z0-9._-]*")) {
            throw new IllegalArgumentException(
                    "coinslot.kafka.instance may have letters, digits, dots, hyphens and underscores alone");
        }
    }

    /** Places are one for each topic, as a group has consumers of several; the container numbers those of one topic. */
    Properties at(String topic) {
        Properties settings = new Properties();
        settings.setProperty(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, Long.toString(session.toMillis()));
        Duration third = session.dividedBy(3);
        Duration heartbeat = third.compareTo(USUAL_HEARTBEAT) < 0 ? third : USUAL_HEARTBEAT;
        settings.setProperty(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, Long.toString(heartbeat.toMillis()));
        if (!instance.isEmpty()) {
            settings.setProperty(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instance + "-" + topic);
        }
        return settings;
    }
}
