package io.coinslot.servicekit.kafka;

import java.util.function.Supplier;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/**
 * The consumers of one subscription. Those that are started again are new ones in a new container: of the former, one
 * may still be busy with what it has read. An error that ends it later, as when it finds its place taken, ends its whole
 * container, in which its successors must not be.
 */
final class SubscribedConsumers {
    private final Supplier<ConcurrentMessageListenerContainer<String, byte[]>> making;
    private volatile ConcurrentMessageListenerContainer<String, byte[]> container;

    /** @param making makes a container that was not started yet */
    SubscribedConsumers(Supplier<ConcurrentMessageListenerContainer<String, byte[]>> making) {
        this.making = making;
        this.container = making.get();
    }

    /** Whether they do not run although nobody stopped them, or not all of them. */
    boolean haveStopped() {
        return !container.isRunning() || !container.isInExpectedState();
    }

    synchronized void start() {
        container.start();
    }

    /** Stops what still runs and starts others in their place. */
    synchronized void startAnew() {
        container.stop();
        container = making.get();
        container.start();
    }

    /** Also those of a container that did not start as a whole: it counts as running from the first one on. */
    synchronized void stop() {
        container.stop();
    }

    @Override
    public String toString() {
        return String.valueOf(container.getBeanName());
    }
}
