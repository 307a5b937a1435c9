package io.coinslot.servicekit.kafka;

import io.coinslot.servicekit.consume.EventSubscription;
import io.coinslot.servicekit.event.EventCodec;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.FixedBackOff;

/**
 * Runs a consumer container per subscription. Batches are applied as a whole and what fails in them is settled here, so
 * that one thread may well have several partitions. Offsets are committed a few times a second: what is read again after
 * a crash changes nothing.
 */
final class Subscriptions implements SmartLifecycle {
    private static final long REDELIVERY_INTERVAL_MILLIS = 1_000;
    private static final long COMMIT_INTERVAL_MILLIS = 200;
    /** Lets records gather under load; who waits for the first one waits at the broker and gets it at once. */
    private static final long PACE_MILLIS = 8;

    private final List<ConcurrentMessageListenerContainer<String, byte[]>> containers = new ArrayList<>();
    private volatile boolean running;

    Subscriptions(
            List<EventSubscription<?>> subscriptions,
            ConsumerFactory<String, byte[]> consumers,
            EventCodec codec,
            DeadLetters deadLetters,
            MongoParkedEvents parked,
            Appliers appliers,
            int concurrency) {
        for (EventSubscription<?> subscription : subscriptions) {
            containers.add(container(subscription, consumers, codec, deadLetters, parked, appliers, concurrency));
        }
    }

    private static <V extends SpecificRecord> ConcurrentMessageListenerContainer<String, byte[]> container(
            EventSubscription<V> subscription,
            ConsumerFactory<String, byte[]> consumers,
            EventCodec codec,
            DeadLetters deadLetters,
            MongoParkedEvents parked,
            Appliers appliers,
            int concurrency) {
        RecordApplier<V> applier = new RecordApplier<>(subscription, codec, deadLetters, parked);
        if (subscription.handler() != null) {
            appliers.add(subscription.group(), subscription.topic(), applier);
        }
        ContainerProperties properties = new ContainerProperties(subscription.topic());
        properties.setGroupId(subscription.group());
        properties.setAckMode(ContainerProperties.AckMode.TIME);
        properties.setAckTime(COMMIT_INTERVAL_MILLIS);
        properties.setSyncCommits(false);
        properties.setIdleBetweenPolls(PACE_MILLIS);
        properties.setMessageListener((BatchMessageListener<String, byte[]>) applier::apply);
        properties.setMissingTopicsFatal(true);
        ConcurrentMessageListenerContainer<String, byte[]> container =
                new ConcurrentMessageListenerContainer<>(consumers, properties);
        container.setConcurrency(concurrency);
        container.setBeanName(subscription.group() + "-" + subscription.topic());
        // What the applier throws will pass (the store or the registry is away): the batch is read again until then.
        container.setCommonErrorHandler(
                new DefaultErrorHandler(new FixedBackOff(REDELIVERY_INTERVAL_MILLIS, FixedBackOff.UNLIMITED_ATTEMPTS)));
        return container;
    }

    @Override
    public void start() {
        containers.forEach(ConcurrentMessageListenerContainer::start);
        running = true;
    }

    @Override
    public void stop() {
        containers.forEach(ConcurrentMessageListenerContainer::stop);
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
