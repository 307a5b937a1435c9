package io.coinslot.simulators.notification;

import io.coinslot.simulators.fault.FaultBoard;
import io.coinslot.simulators.fault.Faults;
import io.coinslot.simulators.protocol.Json;
import io.helidon.http.HeaderNames;
import io.helidon.webclient.api.HttpClientResponse;
import io.helidon.webclient.http1.Http1Client;
import io.helidon.webclient.http1.Http1ClientRequest;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.node.ArrayNode;

/**
 * Delivers one market's notifications on virtual threads. Whatever is not answered as the market wants it, which as a
 * rule is with 2xx, is sent again after 1, 2, 4 … 60 s; after 15 attempts, or when too many wait, it is given up and
 * counted.
 */
public final class Courier implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Courier.class.getName());
    private static final int WORKERS = 16;
    private static final int MOST_WAITING = 100_000;
    private static final int MOST_ATTEMPTS = 15;
    private static final long LONGEST_PAUSE_SECONDS = 60;
    private static final int REORDER_MILLIS = 2_000;
    /** The answer that stands for a target that could not be reached. */
    public static final int NOT_REACHED = 0;

    private final FaultBoard faults;
    private final Http1Client client;
    private final BlockingQueue<Parcel> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("courier-pauses").factory());
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong failedAttempts = new AtomicLong();
    private final AtomicLong givenUp = new AtomicLong();

    /** Starts a courier that heeds the market's faults. */
    public Courier(FaultBoard faults) {
        this.faults = faults;
        this.client = Http1Client.builder()
                .connectTimeout(Duration.ofSeconds(5))
                .readTimeout(Duration.ofSeconds(10))
                .shareConnectionCache(false)
                .connectionCacheSize(WORKERS)
                .followRedirects(false)
                .build();
        for (int worker = 0; worker < WORKERS; worker++) {
            Thread.ofVirtual().start(this::work);
        }
    }

    private record Parcel(Message message, int attempt) {}

    /** What became of the notifications so far. */
    public record Tally(long delivered, long failedAttempts, long givenUp, int waiting) {}

    /** Sends a notification in the background, as often as the market's faults will have it. */
    public void send(Message message) {
        Faults current = faults.faults();
        if (!current.notifications()) {
            return;
        }
        dispatch(message, current);
        if (faults.chance(current.duplicateNotifications())) {
            dispatch(message, current);
        }
    }

    /** Sends a notification so many times, now, and returns the statuses it was answered with. */
    public ArrayNode sendNow(Message message, int times) {
        ArrayNode statuses = Json.array();
        for (int copy = 0; copy < times; copy++) {
            statuses.add(sendNow(message));
        }
        return statuses;
    }

    /**
     * Over a connection of its own: one that was kept may have been closed by the other side, and nobody sends this
     * notification again.
     */
    private int sendNow(Message message) {
        Message.Post post = message.write();
        return post == null ? NOT_REACHED : post(post, false);
    }

    /** The counters. */
    public Tally tally() {
        return new Tally(delivered.get(), failedAttempts.get(), givenUp.get(), waiting.size());
    }

    @Override
    public void close() {
        later.shutdownNow();
    }

    private void dispatch(Message message, Faults current) {
        Parcel parcel = new Parcel(message, 1);
        long late = current.notificationLatencyMillis()
                + (faults.chance(current.reorder())
                        ? ThreadLocalRandom.current().nextLong(REORDER_MILLIS)
                        : 0);
        if (late > 0) {
            enqueueAfter(parcel, late);
        } else {
            enqueue(parcel);
        }
    }

    private void enqueue(Parcel parcel) {
        if (!waiting.offer(parcel)) {
            giveUp("too many notifications wait");
        }
    }

    private void enqueueAfter(Parcel parcel, long millis) {
        if (!later.isShutdown()) {
            later.schedule(() -> enqueue(parcel), millis, TimeUnit.MILLISECONDS);
        }
    }

    private void work() {
        try {
            while (!later.isShutdown()) {
                Parcel parcel = waiting.poll(1, TimeUnit.SECONDS);
                if (parcel != null) {
                    attempt(parcel);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void attempt(Parcel parcel) {
        Message.Post post = parcel.message().write();
        if (post == null) {
            return;
        }
        int status = post(post, true);
        parcel.message().answered(status);
        if (parcel.message().isTaken(status)) {
            delivered.incrementAndGet();
            return;
        }
        failedAttempts.incrementAndGet();
        if (parcel.attempt() >= MOST_ATTEMPTS) {
            giveUp("not taken by " + post.url() + " in " + MOST_ATTEMPTS + " attempts, last " + status);
        } else {
            long seconds = Math.min(LONGEST_PAUSE_SECONDS, 1L << Math.min(parcel.attempt() - 1, 10));
            enqueueAfter(new Parcel(parcel.message(), parcel.attempt() + 1), TimeUnit.SECONDS.toMillis(seconds));
        }
    }

    private int post(Message.Post post, boolean isOverKeptConnection) {
        Http1ClientRequest request = client.post().uri(URI.create(post.url())).keepAlive(isOverKeptConnection);
        post.headers().forEach((name, value) -> request.header(HeaderNames.create(name), value));
        try (HttpClientResponse response = request.submit(post.body())) {
            return response.status().code();
        } catch (RuntimeException unreachable) {
            LOG.log(Level.DEBUG, "No answer from " + post.url(), unreachable);
            return NOT_REACHED;
        }
    }

    private void giveUp(String reason) {
        givenUp.incrementAndGet();
        LOG.log(Level.WARNING, "Gave a notification up: {0}", reason);
    }
}
