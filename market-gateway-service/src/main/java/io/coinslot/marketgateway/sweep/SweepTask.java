package io.coinslot.marketgateway.sweep;

import io.coinslot.marketgateway.market.Hint;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.MarketLinks;
import io.coinslot.marketgateway.market.Markets;
import io.coinslot.marketgateway.market.RecallsNotifications;
import io.coinslot.marketgateway.market.RecallsNotifications.Page;
import io.coinslot.marketgateway.market.RecallsNotifications.Recalled;
import io.coinslot.marketgateway.market.Told;
import io.coinslot.marketgateway.notification.NoEvent;
import io.coinslot.marketgateway.notification.NotificationInbox;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Decision.Accepted;
import io.coinslot.servicekit.aggregate.Task;
import io.coinslot.servicekit.aggregate.TaskDraft;
import io.coinslot.servicekit.task.TaskHandler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes in a window of what a market remembers, page by page, and begins the next one after a while. The task's lease
 * keeps two processes from sweeping the same; what both should store, the message ids keep single.
 */
public final class SweepTask implements TaskHandler<Sweep, NoEvent> {
    static final String SWEEP = "sweep";
    private static final Logger LOG = LoggerFactory.getLogger(SweepTask.class);
    private static final Hint RECALLED = new Hint.Nothing("read when it is applied");
    private static final int PAGES_PER_RUN = 20;
    private static final Duration BETWEEN_RUNS_OF_A_WINDOW = Duration.ofSeconds(1);
    /** Markets list a thing a little after it happened. */
    private static final Duration OVERLAP = Duration.ofMinutes(10);

    private final Markets markets;
    private final MarketLinks links;
    private final NotificationInbox inbox;
    private final Duration interval;
    private final Clock clock;

    public SweepTask(Markets markets, MarketLinks links, NotificationInbox inbox, Duration interval, Clock clock) {
        this.markets = markets;
        this.links = links;
        this.inbox = inbox;
        this.interval = interval;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return SWEEP;
    }

    @Override
    public String target(Sweep sweep, Task task) {
        return sweep.market() + ":" + sweep.serviceId();
    }

    @Override
    public Duration lease() {
        return Duration.ofMinutes(5);
    }

    @Override
    public boolean countsAgainstTarget(Exception failure) {
        return failure instanceof MarketFailure market && market.isIllness();
    }

    /** What fails is noted as well: nobody but an operator misses what a sweep does not bring. */
    @Override
    public Outcome<Sweep, NoEvent> run(String id, Sweep sweep, Task task) {
        try {
            return swept(sweep);
        } catch (MarketFailure | RuntimeException failure) {
            return new TryAgain<>(null, failure, current -> changed(failed(current, failure)));
        }
    }

    private Outcome<Sweep, NoEvent> swept(Sweep sweep) throws MarketFailure {
        RecallsNotifications market = markets.find(RecallsNotifications.class, sweep.market());
        MarketLink link = links.find(sweep.serviceId(), sweep.market());
        if (market == null || link == null) {
            return next(current -> current, interval);
        }
        Instant now = now();
        if (link.isUnused()) {
            return next(current -> current.through(now, now()), interval);
        }
        Instant start = sweep.windowStart() == null ? start(sweep, market, now) : sweep.windowStart();
        Instant end = sweep.windowEnd() == null ? now : sweep.windowEnd();
        String pageToken = sweep.pageToken();
        for (int count = 0; count < PAGES_PER_RUN; count++) {
            Page page = market.recall(link, start, end, pageToken);
            store(sweep, page.recalled());
            pageToken = page.nextPageToken();
            if (pageToken == null) {
                return next(current -> current.through(end, now()), interval);
            }
        }
        String left = pageToken;
        return next(current -> current.at(start, end, left), BETWEEN_RUNS_OF_A_WINDOW);
    }

    private static Instant start(Sweep sweep, RecallsNotifications market, Instant now) {
        Instant earliest = now.minus(market.reach());
        Instant start = sweep.sweptUntil().minus(OVERLAP);
        return start.isBefore(earliest) ? earliest : start;
    }

    /** The page counts as taken in when every message of it is durable. */
    private void store(Sweep sweep, List<Recalled> page) {
        List<CompletableFuture<Boolean>> stored = new ArrayList<>();
        for (Recalled recalled : page) {
            stored.add(inbox.store(sweep.serviceId(), sweep.market(), recalled.messageId(), recalled.body(), RECALLED)
                    .toCompletableFuture());
        }
        CompletableFuture.allOf(stored.toArray(CompletableFuture[]::new)).join();
        long missed = stored.stream().filter(CompletableFuture::join).count();
        if (missed > 0) {
            LOG.info("The sweep of {} for {} found {} messages", sweep.market(), sweep.serviceId(), missed);
        }
    }

    @Override
    public Function<Sweep, Decision<Sweep, NoEvent, Void>> abandoned(
            String id, Task task, @Nullable Exception lastFailure) {
        LOG.error("The sweep {} failed {} times and begins anew", id, task.attempt(), lastFailure);
        return sweep -> starting(failed(sweep, lastFailure).anew(), interval);
    }

    private Sweep failed(Sweep sweep, @Nullable Exception failure) {
        return sweep.failed(Told.of(failure), now());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private Outcome<Sweep, NoEvent> next(Function<Sweep, Sweep> change, Duration delay) {
        return new Done<>(current -> starting(change.apply(current), delay));
    }

    private static Decision<Sweep, NoEvent, Void> starting(Sweep sweep, Duration delay) {
        return changed(sweep).starting(TaskDraft.after(delay, SWEEP, SWEEP));
    }

    @SuppressWarnings("NullAway") // Void's only value.
    private static Accepted<Sweep, NoEvent, Void> changed(Sweep sweep) {
        return Decision.accepted(sweep, List.of(), null);
    }
}
