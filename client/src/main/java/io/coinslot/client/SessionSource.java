package io.coinslot.client;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a device's session and asks for the next one when it is over. However many need it at once, it is asked for
 * once, in a thread of its own: whoever waits does so for as long as its call has time, whatever the game's backend
 * does.
 */
final class SessionSource {
    private static final Duration MARGIN = Duration.ofSeconds(30);

    private final Supplier<DeviceSession> sessions;
    private final Supplier<Instant> now;
    private final AtomicReference<@Nullable DeviceSession> kept = new AtomicReference<>();
    private final AtomicReference<@Nullable Opening> opening = new AtomicReference<>();

    SessionSource(Supplier<DeviceSession> sessions, Supplier<Instant> now) {
        this.sessions = sessions;
        this.now = now;
    }

    /**
     * The kept session, or a new one.
     *
     * @throws CoinslotException.NotSent if there is none now and there may be one later
     */
    DeviceSession session(Duration timeout) {
        Deadline deadline = Deadline.in(timeout);
        while (true) {
            DeviceSession known = current();
            if (known != null) {
                return known;
            }
            Opening mine = new Opening();
            Opening other = opening.compareAndExchange(null, mine);
            if (other == null) {
                mine.start();
            }
            DeviceSession opened = other == null ? mine.await(deadline, true) : other.await(deadline, false);
            if (opened != null) {
                return opened;
            }
        }
    }

    /** Forgets a session that was refused, unless another one has taken its place already. */
    void discard(DeviceSession refused) {
        kept.compareAndSet(refused, null);
    }

    private @Nullable DeviceSession current() {
        DeviceSession known = kept.get();
        return known != null && now.get().plus(MARGIN).isBefore(known.expiresAt()) ? known : null;
    }

    /** Whatever became of the request for a session, the call that needs it was not sent: its key is another one. */
    private DeviceSession open() {
        try {
            return sessions.get();
        } catch (CoinslotException.ServiceFailed e) {
            throw new CoinslotException.NotSent("no session: " + e.getMessage(), e);
        } catch (CoinslotException.NotSent | CoinslotException.Refused e) {
            throw e;
        } catch (RuntimeException e) {
            throw new CoinslotException.NotSent("no session: " + e.getMessage(), e);
        }
    }

    /** One question to the game's backend. */
    private final class Opening {
        private final CompletableFuture<DeviceSession> outcome = new CompletableFuture<>();
        private final Thread thread = Thread.ofVirtual().name("device-session").unstarted(this::run);

        void start() {
            thread.start();
        }

        /** What comes after everybody has given up is nobody's; it may be older than what was got since. */
        private void run() {
            try {
                // Who asked before may just have got one.
                DeviceSession known = current();
                DeviceSession fresh = known == null ? open() : known;
                if (opening.get() == this) {
                    kept.set(fresh);
                }
                outcome.complete(fresh);
            } catch (RuntimeException | Error e) {
                outcome.completeExceptionally(e);
            } finally {
                opening.compareAndSet(this, null);
            }
        }

        /** Those who still have time have to ask again by themselves. */
        private void giveUp() {
            opening.compareAndSet(this, null);
            outcome.cancel(false);
            thread.interrupt();
        }

        /**
         * Null if the one who had it asked for was interrupted or out of time.
         *
         * @param isMine whether this one had it asked for
         */
        @Nullable
        DeviceSession await(Deadline deadline, boolean isMine) {
            try {
                return outcome.get(deadline.left().toMillis(), TimeUnit.MILLISECONDS);
            } catch (CancellationException e) {
                return null;
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                throw new IllegalStateException(e.getCause());
            } catch (TimeoutException e) {
                giveUpIf(isMine);
                throw new CoinslotException.NotSent("no session in time", e);
            } catch (InterruptedException e) {
                giveUpIf(isMine);
                Thread.currentThread().interrupt();
                throw new CoinslotException.Interrupted(e);
            }
        }

        private void giveUpIf(boolean isMine) {
            if (isMine) {
                giveUp();
            }
        }
    }
}
