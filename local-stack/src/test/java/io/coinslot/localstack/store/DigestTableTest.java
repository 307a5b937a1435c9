package io.coinslot.localstack.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DigestTableTest {
    private final DigestTable table = new DigestTable();
    private final Map<Long, Integer> expected = new HashMap<>();
    private final Random random = new Random(3);

    @Test
    void holdsWhatAMapWouldHold() {
        for (int step = 0; step < 200_000; step++) {
            // Few digests, and those close together, so that entries give way to each other and wrap around.
            long digest = random.nextInt(600) - 300L;
            if (random.nextInt(100) < (step / 20_000 % 2 == 0 ? 70 : 20)) {
                boolean added = table.putIfAbsent(digest % 7, digest, step);
                assertThat(added).isEqualTo(expected.putIfAbsent(digest, step) == null);
            } else {
                Integer removed = expected.remove(digest);
                assertThat(table.remove(digest % 7, digest)).isEqualTo(removed == null ? DigestTable.NONE : removed);
            }
            if (step % 1000 == 0) {
                assertSame();
            }
        }
        assertSame();
    }

    @Test
    void shrinksWhenItsEntriesAreGone() {
        long empty = table.bytes();
        for (int i = 0; i < 10_000; i++) {
            table.putIfAbsent(i, random.nextLong(), i);
        }
        assertThat(table.bytes()).isBetween(10_000L * 30, 10_000L * 60);
        Random again = new Random(3);
        for (int i = 0; i < 10_000; i++) {
            assertThat(table.remove(i, again.nextLong())).isEqualTo(i);
        }
        assertThat(table.bytes()).isLessThanOrEqualTo(4 * empty);
    }

    private void assertSame() {
        assertThat(table.count()).isEqualTo(expected.size());
        for (long digest = -300; digest < 300; digest++) {
            assertThat(table.find(digest % 7, digest)).isEqualTo(expected.getOrDefault(digest, DigestTable.NONE));
        }
    }
}
