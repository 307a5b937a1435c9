package io.coinslot.servicekit.kafka;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts consumers again that an error ended, the broker did not let in or another process took the places of. Without
 * it a process would go on answering requests and never hear an event again.
 */
final class StoppedConsumers {
    private static final Logger LOG = LoggerFactory.getLogger(StoppedConsumers.class);
    private static final Duration LONGEST_START = Duration.ofSeconds(10);

    private final List<SubscribedConsumers> subscribed;
    private final Duration interval;
    private final CountDownLatch ending = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("stopped-consumers").unstarted(this::watch);

    /** @param interval how often to look */
    StoppedConsumers(List<SubscribedConsumers> subscribed, Duration interval) {
        this.subscribed = List.copyOf(subscribed);
        this.interval = interval;
    }

    void start() {
        thread.start();
    }

    /** Returns when no consumers are being started any more, or some take too long for a process that is to end. */
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
                subscribed.forEach(this::startIfTheyStopped);
            }
        } catch (InterruptedException e) {
            LOG.debug("interrupted", e);
        }
    }

    private void startIfTheyStopped(SubscribedConsumers consumers) {
        if (ending.getCount() == 0 || !consumers.haveStopped()) {
            return;
        }
        LOG.error(
                "The consumers {} had stopped and are started again. If they were fenced, another process of the"
                        + " service has the same coinslot.kafka.instance: each must have its own, or none.",
                consumers);
        try {
            consumers.startAnew();
        } catch (RuntimeException | Error e) { // What gets out ends the watching for good.
            LOG.error("The consumers {} did not start; trying again in {}", consumers, interval, e);
            stopWhatStarted(consumers);
        }
    }

    private static void stopWhatStarted(SubscribedConsumers consumers) {
        try {
            consumers.stop();
        } catch (RuntimeException | Error e) {
            LOG.error("What had started of the consumers {} did not stop", consumers, e);
        }
    }
}
