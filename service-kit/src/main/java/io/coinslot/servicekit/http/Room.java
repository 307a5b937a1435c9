package io.coinslot.servicekit.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** So many places for requests of one kind. Who finds none is refused at once: waiting for one would take memory too. */
final class Room {
    private final int places;
    private final Semaphore free;
    private final Counter refused;

    Room(String kind, int places, MeterRegistry meters) {
        if (places < 1) {
            throw new IllegalArgumentException("there must be room for at least one " + kind + " request: " + places);
        }
        this.places = places;
        this.free = new Semaphore(places);
        Gauge.builder("coinslot.http.places.taken", free, semaphore -> places - semaphore.availablePermits())
                .description("Places taken by requests that are being answered; a longer body takes several")
                .tag("kind", kind)
                .register(meters);
        this.refused = Counter.builder("coinslot.http.refused")
                .description("Requests refused because every place was taken")
                .tag("kind", kind)
                .register(meters);
    }

    /** Null if every place is taken. */
    @Nullable
    Stay enter() {
        if (!free.tryAcquire()) {
            refused.increment();
            return null;
        }
        return new Stay();
    }

    /** What one request holds. Used by one thread at a time, as a request is. */
    final class Stay implements AutoCloseable {
        private int held = 1;

        /** Takes more places until it holds so many, or all there are; false if too few are free. */
        boolean growTo(long wanted) {
            int more = (int) Math.min(wanted, places) - held;
            if (more > 0 && !free.tryAcquire(more)) {
                refused.increment();
                return false;
            }
            held += Math.max(more, 0);
            return true;
        }

        @Override
        public void close() {
            free.release(held);
            held = 0;
        }
    }
}
