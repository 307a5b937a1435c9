package io.coinslot.gateway.entrance;

import io.coinslot.gateway.route.Route;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How often each route was asked for, how long it took and how it ended: bounded, since routes and statuses are. */
public final class RequestTimes {
    private static final String NAME = "coinslot.gateway.requests";

    private final MeterRegistry registry;
    private final Map<Ending, Timer> timers = new ConcurrentHashMap<>();

    public RequestTimes(MeterRegistry registry) {
        this.registry = registry;
    }

    private record Ending(String method, String path, int status) {
        static Ending of(@Nullable Route route, int status) {
            return route == null ? new Ending("any", "none", status) : new Ending(route.method(), route.path(), status);
        }
    }

    /** @param route null if the request was not for any */
    void record(@Nullable Route route, int status, long nanos) {
        timers.computeIfAbsent(Ending.of(route, status), this::timer).record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(Ending ending) {
        return Timer.builder(NAME)
                .description("Requests by route and status")
                .tag("method", ending.method())
                .tag("route", ending.path())
                .tag("status", Integer.toString(ending.status()))
                .register(registry);
    }
}
