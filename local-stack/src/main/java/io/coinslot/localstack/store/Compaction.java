package io.coinslot.localstack.store;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds what changed into a part when there is much of it in memory or the log is long, and merges all parts into one
 * snapshot when most of what they hold is outdated.
 */
final class Compaction implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Compaction.class);
    private static final long CHECK_MILLIS = 50;
    private static final long PAUSE_AFTER_FAILURE_NANOS = TimeUnit.SECONDS.toNanos(10);
    /** As many outdated bytes as live ones: each live byte is then written once more for each byte that outdates. */
    private static final int MOST_BYTES_PER_LIVE = 2;
    /** Each is an open file. */
    private static final int MOST_PARTS = 200;

    private final Contents contents;
    private final FileJournal journal;
    private final StoreLimits limits;
    private final Fold fold;
    private final Merge merge;
    private long failedAtNanos;
    private boolean failed;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("store-compaction").daemon().factory());

    Compaction(Engine engine, FileJournal journal, LogFiles files) {
        this.contents = engine.contents();
        this.journal = journal;
        this.limits = engine.limits();
        this.fold = new Fold(engine, journal, files);
        this.merge = new Merge(engine, journal, files, this::foldIfNeeded);
        thread.scheduleWithFixedDelay(this::compactIfNeeded, CHECK_MILLIS, CHECK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void compactIfNeeded() {
        if (failed && System.nanoTime() - failedAtNanos < PAUSE_AFTER_FAILURE_NANOS) {
            return;
        }
        try {
            if (isMuchUnfolded()) {
                fold.run();
                if (isWasteful()) {
                    merge.run();
                }
            }
            failed = false;
        } catch (IOException | RuntimeException e) {
            // Every whole file stays and is read in order at the next start.
            LOG.error("the store could not be compacted", e);
            failed = true;
            failedAtNanos = System.nanoTime();
        }
    }

    /** While a merge runs too: what gathers in memory would else have new documents refused. */
    private void foldIfNeeded() throws IOException {
        if (isMuchUnfolded()) {
            fold.run();
        }
    }

    private boolean isMuchUnfolded() {
        return contents.unfoldedBytes() > limits.unfoldedBytes() || journal.logBytes() > limits.logBytes();
    }

    private boolean isWasteful() {
        Parts parts = contents.parts();
        return parts.bytes() > MOST_BYTES_PER_LIVE * contents.bytes()
                || parts.inOrder().size() > MOST_PARTS;
    }

    /** Ends after a running compaction. */
    @Override
    public void close() {
        thread.close();
    }
}
