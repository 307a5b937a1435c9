package io.coinslot.servicekit.kafka;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/** Runs the consumers of every subscription while the process runs. */
final class Subscriptions implements SmartLifecycle {
    private final List<ConcurrentMessageListenerContainer<String, byte[]>> containers;
    private final Duration restartInterval;
    private @Nullable StoppedConsumers stopped;
    private volatile boolean running;

    /** @param restartInterval how often consumers that a fault has ended are started again */
    Subscriptions(List<ConcurrentMessageListenerContainer<String, byte[]>> containers, Duration restartInterval) {
        this.containers = List.copyOf(containers);
        this.restartInterval = restartInterval;
    }

    @Override
    public void start() {
        containers.forEach(ConcurrentMessageListenerContainer::start);
        stopped = new StoppedConsumers(containers, restartInterval);
        stopped.start();
        running = true;
    }

    @Override
    public void stop() {
        if (stopped != null) {
            stopped.stop();
        }
        containers.forEach(ConcurrentMessageListenerContainer::stop);
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
