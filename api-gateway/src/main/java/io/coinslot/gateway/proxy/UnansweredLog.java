package io.coinslot.gateway.proxy;

import io.coinslot.gateway.route.Destination;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Requests that a service did not answer, for the log: a service that is down fails thousands in a second, and a line
 * for each would fill the disk. One line for each service in a while says how many others there were since the one before;
 * all of them are in {@code coinslot_gateway_requests}.
 */
final class UnansweredLog {
    private static final long APART_NANOS = Duration.ofSeconds(5).toNanos();

    private final Consumer<String> lines;
    private final LongSupplier nanoTime;
    private final Map<Destination, Silence> silences = new EnumMap<>(Destination.class);

    /** @param lines takes what is to be written */
    UnansweredLog(Consumer<String> lines, LongSupplier nanoTime) {
        this.lines = lines;
        this.nanoTime = nanoTime;
        for (Destination destination : Destination.values()) {
            silences.put(destination, new Silence());
        }
    }

    private static final class Silence {
        private long untilNanos;
        private boolean begun;
        private long untold;

        /** @return how many were not told since the line before, or -1 if this one is not told either */
        synchronized long endsAt(long now) {
            if (begun && now - untilNanos < 0) {
                untold++;
                return -1;
            }
            long others = untold;
            begun = true;
            untilNanos = now + APART_NANOS;
            untold = 0;
            return others;
        }
    }

    void tell(Destination destination, String method, String path, Throwable failure) {
        long others = Objects.requireNonNull(silences.get(destination)).endsAt(nanoTime.getAsLong());
        if (others >= 0) {
            String more = others == 0 ? "" : ", and " + others + " more since it was last told";
            lines.accept(destination + " does not answer " + method + " " + path + ": " + failure + more);
        }
    }
}
