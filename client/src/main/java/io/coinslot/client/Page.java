package io.coinslot.client;

import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** One page of a list. */
record Page<T>(List<T> items, @Nullable String nextCursor) {
    Page {
        items = List.copyOf(items);
    }

    /** All items of a list; each page is asked for only when the one before it is used up. */
    static <T> Stream<T> stream(Function<@Nullable String, Page<T>> pageAfter) {
        return StreamSupport.stream(new PagedItems<>(pageAfter), false).flatMap(page -> page.items().stream());
    }

    private static final class PagedItems<T> extends Spliterators.AbstractSpliterator<Page<T>> {
        private final Function<@Nullable String, Page<T>> pageAfter;
        private @Nullable String cursor;
        private boolean atEnd;

        PagedItems(Function<@Nullable String, Page<T>> pageAfter) {
            super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
            this.pageAfter = pageAfter;
        }

        @Override
        public boolean tryAdvance(Consumer<? super Page<T>> action) {
            if (atEnd) {
                return false;
            }
            Page<T> page = pageAfter.apply(cursor);
            cursor = page.nextCursor();
            atEnd = cursor == null;
            action.accept(page);
            return true;
        }
    }
}
