package io.coinslot.servicekit.kafka;

import io.coinslot.servicekit.consume.EventSubscription;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.FixedBackOff;

/**
 * Makes the consumers of a subscription. Batches are applied as a whole and what fails in them is settled by the
 * applier, so that one thread may well have several partitions. Offsets are committed a few times a second: what is read
 * again after a crash changes nothing.
 */
final class ConsumerContainers {
    private static final long REDELIVERY_INTERVAL_MILLIS = 1_000;
    private static final long COMMIT_INTERVAL_MILLIS = 200;
    /** Lets records gather under load; who waits for the first one waits at the broker and gets it at once. */
    private static final long PACE_MILLIS = 8;

    private final ConsumerFactory<String, byte[]> consumers;
    private final Membership membership;
    private final ApplicationEventPublisher hearers;

    /** @param hearers are told of starts and ends; without any, a container does not count those that have ended */
    ConsumerContainers(
            ConsumerFactory<String, byte[]> consumers, Membership membership, ApplicationEventPublisher hearers) {
        this.consumers = consumers;
        this.membership = membership;
        this.hearers = hearers;
    }

    SubscribedConsumers consumers(EventSubscription<?> subscription, RecordApplier<?> applier) {
        return new SubscribedConsumers(() -> container(subscription, applier));
    }

    private ConcurrentMessageListenerContainer<String, byte[]> container(
            EventSubscription<?> subscription, RecordApplier<?> applier) {
        ConcurrentMessageListenerContainer<String, byte[]> container =
                new ConcurrentMessageListenerContainer<>(consumers, properties(subscription, applier));
        container.setConcurrency(membership.concurrency());
        container.setBeanName(subscription.group() + "-" + subscription.topic());
        container.setApplicationEventPublisher(hearers);
        // What the applier throws will pass (the store or the registry is away): the batch is read again until then.
        container.setCommonErrorHandler(
                new DefaultErrorHandler(new FixedBackOff(REDELIVERY_INTERVAL_MILLIS, FixedBackOff.UNLIMITED_ATTEMPTS)));
        return container;
    }

    private ContainerProperties properties(EventSubscription<?> subscription, RecordApplier<?> applier) {
        ContainerProperties properties = new ContainerProperties(subscription.topic());
        properties.setGroupId(subscription.group());
        properties.setAckMode(ContainerProperties.AckMode.TIME);
        properties.setAckTime(COMMIT_INTERVAL_MILLIS);
        properties.setSyncCommits(false);
        properties.setIdleBetweenPolls(PACE_MILLIS);
        properties.setMessageListener((BatchMessageListener<String, byte[]>) applier::apply);
        properties.setMissingTopicsFatal(true);
        properties.setKafkaConsumerProperties(membership.at(subscription.topic()));
        return properties;
    }
}
