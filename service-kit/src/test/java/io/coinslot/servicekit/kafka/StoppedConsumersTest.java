package io.coinslot.servicekit.kafka;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.MessageListener;

class StoppedConsumersTest {
    private final AtomicInteger asked = new AtomicInteger();

    /** As the client does while the names of all brokers are unknown, and as a machine does without memory. */
    private final class LateFactory implements ConsumerFactory<String, byte[]> {
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
            return switch (asked.incrementAndGet()) {
                case 1 -> throw new ConfigException("No resolvable bootstrap urls");
                case 2 -> throw new OutOfMemoryError("unable to create native thread");
                default -> new MockConsumer<>("earliest");
            };
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

    @Test
    void startsConsumersAgainUntilTheyAreThere() {
        ContainerProperties properties = new ContainerProperties("billing.purchase-events.v1");
        properties.setGroupId("settlement-service");
        properties.setMessageListener((MessageListener<String, byte[]>) message -> {});
        properties.setMissingTopicsFatal(false);
        var container = new ConcurrentMessageListenerContainer<>(new LateFactory(), properties);
        container.setBeanName("late");
        StoppedConsumers watch = new StoppedConsumers(List.of(container), Duration.ofMillis(20));

        watch.start();

        await().until(() -> asked.get() == 3 && container.isChildRunning());
        watch.stop();
        container.stop();
    }
}
