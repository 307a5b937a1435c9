package io.coinslot.localstack.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IdleCursorsTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000);
    private final CursorRegistry registry = new CursorRegistry();
    private final IdleCursors cursors = new IdleCursors(now::get);

    @Test
    void endsWhatNobodyHasReadOnWithForTenMinutes() {
        EncodedCursor left = opened(3);
        EncodedCursor read = opened(3);
        passMinutes(6);
        assertThat(read.takeDocuments(1)).hasSize(1);
        passMinutes(5);
        EncodedCursor opened = opened(3);
        assertThatThrownBy(() -> registry.getCursor(left.getId())).hasMessageContaining("does not exist");
        assertThat(registry.getCursor(read.getId())).isSameAs(read);
        assertThat(registry.getCursor(opened.getId())).isSameAs(opened);
    }

    @Test
    void countsFromItsOpening() {
        EncodedCursor first = opened(3);
        passMinutes(9);
        opened(3);
        assertThat(registry.getCursor(first.getId())).isSameAs(first);
    }

    @Test
    void keepsNoneThatItsClientHasEnded() {
        registry.remove(opened(3).getId());
        EncodedCursor open = opened(3);
        EncodedCursor opened = opened(3);
        assertThat(cursors.size()).isEqualTo(2);
        assertThat(registry.getCursor(open.getId())).isSameAs(open);
        assertThat(registry.getCursor(opened.getId())).isSameAs(opened);
    }

    private EncodedCursor opened(int documents) {
        List<Document> rest = IntStream.range(0, documents)
                .mapToObj(i -> new Document("_id", i))
                .toList();
        EncodedCursor cursor = new EncodedCursor(registry.generateCursorId(), rest);
        cursors.add(cursor, registry);
        return cursor;
    }

    private void passMinutes(int minutes) {
        now.addAndGet(TimeUnit.MINUTES.toNanos(minutes));
    }
}
