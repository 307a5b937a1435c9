package io.coinslot.localstack.store;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Folds a long log into a snapshot. Commands wait only while references are copied and the log file is changed. */
final class Compaction implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Compaction.class);
    private static final long CHECK_MILLIS = 250;

    private final Engine engine;
    private final FileJournal journal;
    private final LogFiles files;
    private final StoreLimits limits;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("store-compaction").daemon().factory());

    Compaction(Engine engine, FileJournal journal, LogFiles files, StoreLimits limits) {
        this.engine = engine;
        this.journal = journal;
        this.files = files;
        this.limits = limits;
        thread.scheduleWithFixedDelay(this::compactIfLong, CHECK_MILLIS, CHECK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void compactIfLong() {
        long longest = Math.max(limits.leastLogBytes(), 2 * engine.contents().bytes());
        if (journal.fileBytes() > longest) {
            try {
                compact();
            } catch (IOException | RuntimeException e) {
                // The logs stay as they are and are read in order at the next start.
                LOG.error("the log could not be compacted", e);
            }
        }
    }

    private void compact() throws IOException {
        Engine.Picture picture = engine.startNewLog(journal);
        Snapshot.write(files, picture.sequence(), picture.documents());
        files.deleteOlderThan(picture.sequence());
    }

    /** Ends after a running compaction. */
    @Override
    public void close() {
        thread.close();
    }
}
