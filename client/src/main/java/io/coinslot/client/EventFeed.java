package io.coinslot.client;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The events of the service without end, those of a purchase in their order: {@link #next()} waits for the next one. Keep
 * {@link #cursor()} with what the events changed; a feed that begins there misses nothing and may repeat some. For one
 * thread.
 */
public final class EventFeed implements Iterator<FeedEvent> {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    private final PurchaseEvents events;
    private final Queue<FeedEvent> read = new ArrayDeque<>();
    private @Nullable String cursor;
    private @Nullable String cursorAfterRead;

    EventFeed(PurchaseEvents events, @Nullable String cursor) {
        this.events = events;
        this.cursor = cursor;
        this.cursorAfterRead = cursor;
    }

    /** Always true: the feed has no end. */
    @Override
    public boolean hasNext() {
        return true;
    }

    /** Waits for the next event, until the thread is interrupted. */
    @Override
    public FeedEvent next() {
        while (read.isEmpty()) {
            fill(LONGEST_WAIT);
        }
        FeedEvent event = read.remove();
        if (read.isEmpty()) {
            cursor = cursorAfterRead;
        } else if (event.cursor() != null) {
            cursor = event.cursor();
        }
        return event;
    }

    /** The events that are there, or come within the wait (30 seconds at most); empty if none. */
    public List<FeedEvent> poll(Duration wait) {
        if (read.isEmpty()) {
            fill(wait);
        }
        List<FeedEvent> events = List.copyOf(read);
        read.clear();
        cursor = cursorAfterRead;
        return events;
    }

    /** Where to begin again after all that was handed out. */
    public @Nullable String cursor() {
        return cursor;
    }

    private void fill(Duration wait) {
        Page<FeedEvent> page = events.after(cursorAfterRead, wait);
        read.addAll(page.items());
        cursorAfterRead = page.nextCursor() == null ? cursorAfterRead : page.nextCursor();
    }
}
