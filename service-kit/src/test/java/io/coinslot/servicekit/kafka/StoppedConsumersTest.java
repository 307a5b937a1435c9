package io.coinslot.servicekit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.MessageListener;

class StoppedConsumersTest {
    private static final String TOPIC = "billing.purchase-events.v1";

    private final AtomicInteger asked = new AtomicInteger();
    private final List<MockConsumer<String, byte[]>> made = new CopyOnWriteArrayList<>();
    private @Nullable StoppedConsumers watch;
    private @Nullable SubscribedConsumers consumers;

    @AfterEach
    void end() {
        if (watch != null) {
            watch.stop();
        }
        if (consumers != null) {
            consumers.stop();
        }
    }

    private record Factory(IntFunction<MockConsumer<String, byte[]>> making, AtomicInteger asked)
            implements ConsumerFactory<String, byte[]> {
        @Override
        public Consumer<String, byte[]> createConsumer(
                @Nullable String group, @Nullable String clientIdPrefix, @Nullable String clientIdSuffix) {
            return createConsumer(group, clientIdPrefix, clientIdSuffix, null);
        }

        @Override
        public Consumer<String, byte[]> createConsumer(
                @Nullable String group,
                @Nullable String clientIdPrefix,
                @Nullable String clientIdSuffix,
                @Nullable Properties settings) {
            return making.apply(asked.incrementAndGet());
        }

        @Override
        public Map<String, Object> getConfigurationProperties() {
            return Map.of(ConsumerConfig.GROUP_ID_CONFIG, "settlement-service");
        }

        @Override
        public boolean isAutoCommit() {
            return false;
        }
    }

    private void watch(
            int concurrency,
            MessageListener<String, byte[]> listener,
            IntFunction<MockConsumer<String, byte[]>> making) {
        consumers = new SubscribedConsumers(() -> {
            ContainerProperties properties = new ContainerProperties(TOPIC);
            properties.setGroupId("settlement-service");
            properties.setMessageListener(listener);
            properties.setMissingTopicsFatal(false);
            properties.setShutdownTimeout(100);
            var container = new ConcurrentMessageListenerContainer<>(new Factory(making, asked), properties);
            container.setConcurrency(concurrency);
            container.setBeanName("watched");
            return container;
        });
        watch = new StoppedConsumers(List.of(consumers), Duration.ofMillis(20));
        watch.start();
    }

    @Test
    void startsConsumersAgainUntilTheyAreThere() {
        // As the client does while the names of all brokers are unknown, and as a machine does without memory.
        watch(1, message -> {}, number -> switch (number) {
            case 1 -> throw new ConfigException("No resolvable bootstrap urls");
            case 2 -> throw new OutOfMemoryError("unable to create native thread");
            default -> new MockConsumer<>("earliest");
        });

        await().until(() -> asked.get() == 3 && !consumers.haveStopped());
    }

    @Test
    void aFormerConsumerThatEndsLateLeavesItsSuccessorsAlone() {
        CountDownLatch secondIsBusy = new CountDownLatch(1);
        CountDownLatch secondMayEnd = new CountDownLatch(1);
        watch(
                2,
                message -> {
                    if (message.partition() == 1) {
                        secondIsBusy.countDown();
                        waitFor(secondMayEnd);
                    } else {
                        waitFor(secondIsBusy);
                    }
                    throw new StackOverflowError("in partition " + message.partition());
                },
                number -> {
                    MockConsumer<String, byte[]> one = new MockConsumer<>("earliest");
                    if (number <= 2) {
                        one.schedulePollTask(() -> haveOneRecord(one, number - 1));
                    }
                    made.add(one);
                    return one;
                });
        await().until(() -> asked.get() == 4 && !consumers.haveStopped());

        secondMayEnd.countDown();

        await().until(() -> made.get(1).closed());
        assertThat(consumers.haveStopped()).isFalse();
        assertThat(asked).hasValue(4);
        assertThat(made.subList(2, 4)).noneMatch(MockConsumer::closed);
    }

    private static void haveOneRecord(MockConsumer<String, byte[]> consumer, int partition) {
        TopicPartition whole = new TopicPartition(TOPIC, partition);
        consumer.updateBeginningOffsets(new HashMap<>(Map.of(whole, 0L)));
        consumer.rebalance(List.of(whole));
        consumer.addRecord(new ConsumerRecord<>(TOPIC, partition, 0, "key", new byte[0]));
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
