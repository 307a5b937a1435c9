package io.coinslot.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.coinslot.gateway.client.RateLimit;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Counts requests against limits. The longest unused are forgotten first, so that memory stays bounded. */
public final class RateLimits {
    private static final int REMEMBERED = 50_000;
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);

    private final Cache<String, Counter> counters = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterAccess(FORGOTTEN_AFTER)
            .build();

    private record Counter(RateLimit limit, Bucket bucket) {}

    /**
     * Counts one request of someone.
     *
     * @return 0 if it is within the limit, or after how many seconds the next one will be
     */
    public int secondsToWait(String who, RateLimit limit) {
        Counter counter = counters.get(who, name -> counter(limit));
        if (!counter.limit().equals(limit)) {
            counter = counter(limit);
            counters.put(who, counter);
        }
        var probe = counter.bucket().tryConsumeAndReturnRemaining(1);
        if (probe.isConsumed()) {
            return 0;
        }
        return 1 + (int) TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill());
    }

    private static Counter counter(RateLimit limit) {
        return new Counter(
                limit,
                Bucket.builder()
                        .addLimit(bandwidth -> bandwidth
                                .capacity(limit.burst())
                                .refillGreedy(limit.requestsPerSecond(), Duration.ofSeconds(1)))
                        .build());
    }
}
