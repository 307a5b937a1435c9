package io.coinslot.catalog.republication;

import io.coinslot.servicekit.aggregate.Committed;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Task;
import io.coinslot.servicekit.aggregate.Waiting;
import io.coinslot.servicekit.task.TaskHandler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells every state anew. A state that is told twice is as good as one that is told once, so it may be done again. */
final class TellTask implements TaskHandler<Republication, Void> {
    static final String KIND = "tell-states";
    private static final Logger LOG = LoggerFactory.getLogger(TellTask.class);
    private static final int TOLD_TOGETHER = 250;
    private static final long LONGEST_WAIT_SECONDS = 60;

    private final StoredStates services;
    private final StoredStates products;
    private final Clock clock;

    TellTask(StoredStates services, StoredStates products, Clock clock) {
        this.services = services;
        this.products = products;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String target(Republication state, Task task) {
        return "catalog-topics";
    }

    /** Services first: a product is of no use to anybody without its service. */
    @Override
    public Outcome<Republication, Void> run(String aggregateId, Republication state, Task task) throws Exception {
        long toldServices = tellAll(services);
        long toldProducts = tellAll(products);
        LOG.warn("{} services and {} products are told anew", toldServices, toldProducts);
        return new Done<>(known -> ended(known, Republication.Status.DONE, toldServices, toldProducts));
    }

    /** One page is on its topic before the next one is read: what waits for the broker stays little. */
    private static long tellAll(StoredStates states) throws Exception {
        long told = 0;
        List<String> ids = states.idsAfter(null, TOLD_TOGETHER);
        while (!ids.isEmpty()) {
            List<CompletionStage<Committed<Boolean>>> under =
                    ids.stream().map(states.telling()).toList();
            List<Committed<Boolean>> written = under.stream().map(Waiting::on).toList();
            CompletableFuture.allOf(written.stream()
                            .map(each -> each.published().toCompletableFuture())
                            .toArray(CompletableFuture[]::new))
                    .get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
            told += written.stream().filter(Committed::result).count();
            ids = states.idsAfter(ids.getLast(), TOLD_TOGETHER);
        }
        return told;
    }

    @Override
    public Function<Republication, Decision<Republication, Void, Void>> abandoned(
            String aggregateId, Task task, @Nullable Exception lastFailure) {
        LOG.error("The catalog could not be told anew until its end; start it again", lastFailure);
        return known -> ended(known, Republication.Status.FAILED, 0, 0);
    }

    @SuppressWarnings("NullAway") // Void has no value but null.
    private Decision<Republication, Void, Void> ended(
            Republication known, Republication.Status as, long toldServices, long toldProducts) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return Decision.accepted(known.ended(as, now, toldServices, toldProducts), List.of(), null);
    }

    @Override
    public Duration lease() {
        return Duration.ofMinutes(2);
    }

    /** However many there are: by one process, and not begun again and again by the next. */
    @Override
    public Duration longestRun() {
        return Duration.ofHours(12);
    }
}
