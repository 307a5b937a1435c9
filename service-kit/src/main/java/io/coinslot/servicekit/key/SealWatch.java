package io.coinslot.servicekit.key;

import io.coinslot.servicekit.mongo.StoreOutage;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches what is still sealed under which key, so that operators know when a key can go. A service does not start
 * while something it will have to open needs a key that it was not given; while its store is away it starts, and is not
 * ready before it has looked. Later, as long as the keyset has more than one key, the secrets are counted again and again:
 * the gauge coinslot.secrets.sealed says how many of a kind are sealed under each key. A bean of the kit.
 */
public final class SealWatch {
    private static final Logger LOG = LoggerFactory.getLogger(SealWatch.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Sealer sealer;
    private final MeterRegistry meters;
    private final ScheduledExecutorService timer;
    private final Duration interval;
    private final Map<String, AtomicLong> shown = new ConcurrentHashMap<>();
    private final Map<String, String> unseen = new ConcurrentHashMap<>();

    public SealWatch(Sealer sealer, MeterRegistry meters, ScheduledExecutorService timer, Duration interval) {
        this.sealer = sealer;
        this.meters = meters;
        this.timer = timer;
        this.interval = interval;
    }

    /**
     * Watches secrets that pass by themselves, or that somebody else seals anew.
     *
     * @param kind what is watched, in the plural, such as "client secrets"
     * @throws UnusableKeys naming the key, if one is missing
     */
    public void over(String kind, Supplier<SealedTally> count) {
        over(kind, count, () -> {});
    }

    /**
     * Watches secrets and has those sealed anew that are sealed under older keys. What is left to do is told by the
     * secrets alone: a process that dies meanwhile leaves the rest to whoever looks next.
     *
     * @param resealing seals them anew; called on a thread of the timer while there are any
     * @throws UnusableKeys naming the key, if one is missing
     */
    public void over(String kind, Supplier<SealedTally> count, Runnable resealing) {
        try {
            begin(kind, count, resealing);
        } catch (RuntimeException e) {
            if (!StoreOutage.isBehind(e)) {
                throw e;
            }
            LOG.warn("The {} cannot be looked through yet; trying again", kind, e);
            unseen.put(kind, "the " + kind + " have not been looked through yet");
            beginLater(kind, count, resealing);
        }
    }

    /** Of which kinds it is not known yet, or known not to be so, that their keys are there; and why. */
    public List<String> unseen() {
        return unseen.values().stream().sorted().toList();
    }

    /** Who is not ready may be given the key, by being started with it, and does not end for the lack of it. */
    private void beginLater(String kind, Supplier<SealedTally> count, Runnable resealing) {
        long pauseMillis = Math.min(interval.toMillis(), LONGEST_PAUSE.toMillis());
        timer.schedule(
                () -> {
                    try {
                        begin(kind, count, resealing);
                        unseen.remove(kind);
                    } catch (UnusableKeys e) {
                        LOG.error("The {} cannot all be opened: {}", kind, e.getMessage());
                        unseen.put(kind, String.valueOf(e.getMessage()));
                        beginLater(kind, count, resealing);
                    } catch (RuntimeException e) {
                        LOG.warn("The {} cannot be looked through yet; trying again", kind, e);
                        beginLater(kind, count, resealing);
                    }
                },
                pauseMillis,
                TimeUnit.MILLISECONDS);
    }

    private void begin(String kind, Supplier<SealedTally> count, Runnable resealing) {
        SealedTally tally = count.get();
        tally.missing(kind, sealer).ifPresent(message -> {
            throw new UnusableKeys(message + ". Put it back, and take it out when nothing is sealed under it any more"
                    + " (docs/rotating-keys.md)");
        });
        show(kind, tally);
        if (sealer.keys().size() > 1) {
            timer.scheduleWithFixedDelay(
                    () -> look(kind, count, resealing), 0, interval.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void look(String kind, Supplier<SealedTally> count, Runnable resealing) {
        try {
            SealedTally tally = count.get();
            if (tally.outdated(sealer) > 0) {
                resealing.run();
                tally = count.get();
                LOG.info(
                        "{} {} are still sealed under keys older than {}",
                        tally.outdated(sealer),
                        kind,
                        sealer.primary());
            }
            show(kind, tally);
            tally.missing(kind, sealer).ifPresent(LOG::error);
        } catch (RuntimeException e) {
            LOG.warn("The {} could not be looked through; trying again", kind, e);
        }
    }

    private void show(String kind, SealedTally tally) {
        for (KeyId key : sealer.keys()) {
            shown.computeIfAbsent(kind + " " + key, name -> gauge(kind, key)).set(tally.under(key));
        }
    }

    private AtomicLong gauge(String kind, KeyId key) {
        AtomicLong secrets = new AtomicLong();
        Gauge.builder("coinslot.secrets.sealed", secrets, AtomicLong::get)
                .description("Stored secrets that are sealed under a key; at 0 nothing of this kind needs the key")
                .tag("kind", kind)
                .tag("key", key.toString())
                .tag("primary", Boolean.toString(key.equals(sealer.primary())))
                .register(meters);
        return secrets;
    }
}
