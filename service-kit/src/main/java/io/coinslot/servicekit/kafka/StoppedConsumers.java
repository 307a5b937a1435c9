package io.coinslot.servicekit.kafka;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/**
 * Starts consumers again that an error ended, the broker did not let in or another process took the places of. Without
 * it a process would go on answering requests and never hear an event again.
 */
final class StoppedConsumers {
    private static final Logger LOG = LoggerFactory.getLogger(StoppedConsumers.class);
    private static final Duration LONGEST_START = Duration.ofSeconds(10);

    private final List<ConcurrentMessageListenerContainer<String, byte[]>> containers;
    private final Duration interval;
    private final CountDownLatch ending = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("stopped-consumers").unstarted(this::watch);

    /** @param interval how often to look */
    StoppedConsumers(List<ConcurrentMessageListenerContainer<String, byte[]>> containers, Duration interval) {
        this.containers = List.copyOf(containers);
        this.interval = interval;
    }

    void start() {
        thread.start();
    }

    /** Returns when no container is being started any more, or one takes too long for a process that is to end. */
    void stop() {
        ending.countDown();
        try {
            if (!thread.join(LONGEST_START)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch() {
        try {
            while (!ending.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
                containers.forEach(this::startIfItStopped);
            }
        } catch (InterruptedException e) {
            LOG.debug("interrupted", e);
        }
    }

    private void startIfItStopped(ConcurrentMessageListenerContainer<String, byte[]> container) {
        if (ending.getCount() == 0 || container.isRunning() && container.isInExpectedState()) {
            return;
        }
        LOG.error(
                "The consumers {} had stopped and are started again. If they were fenced, another process of the"
                        + " service has the same coinslot.kafka.instance: each must have its own, or none.",
                container.getBeanName());
        try {
            container.stop();
            container.start();
        } catch (RuntimeException | Error e) { // What gets out ends the watching for good.
            LOG.error("The consumers {} did not start; trying again in {}", container.getBeanName(), interval, e);
            stopWhatStarted(container);
        }
    }

    /** A container that has begun to start counts as running, whether or not it has got any consumers. */
    private static void stopWhatStarted(ConcurrentMessageListenerContainer<String, byte[]> container) {
        try {
            container.stop();
        } catch (RuntimeException | Error e) {
            LOG.error("What had started of the consumers {} did not stop", container.getBeanName(), e);
        }
    }
}
