package io.coinslot.servicekit.kafka;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Runs the consumers of every subscription while the process runs. */
final class Subscriptions implements SmartLifecycle {
    /** The server waits for the requests under way from the phase that is 1,024 below the highest. */
    private static final int BEFORE_THE_SERVER_ENDS = Integer.MAX_VALUE - 512;

    private final List<SubscribedConsumers> subscribed;
    private final Duration restartInterval;
    private @Nullable StoppedConsumers stopped;
    private volatile boolean running;

    /** @param restartInterval how often consumers that a fault has ended are started again */
    Subscriptions(List<SubscribedConsumers> subscribed, Duration restartInterval) {
        this.subscribed = List.copyOf(subscribed);
        this.restartInterval = restartInterval;
    }

    @Override
    public void start() {
        subscribed.forEach(SubscribedConsumers::start);
        stopped = new StoppedConsumers(subscribed, restartInterval);
        stopped.start();
        running = true;
    }

    @Override
    public void stop() {
        if (stopped != null) {
            stopped.stop();
        }
        subscribed.forEach(SubscribedConsumers::stop);
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Ends after the process has parted from its callers: the partitions of one that comes again wait for it meanwhile. */
    @Override
    public int getPhase() {
        return BEFORE_THE_SERVER_ENDS;
    }
}
