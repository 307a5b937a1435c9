package io.coinslot.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OpenCountsTest {
    private final OpenCounts counts = new OpenCounts();

    @Test
    void letsSoManyInAndOneMoreForEachThatLeaves() {
        assertThat(counts.enter("a", 1, 2)).isTrue();
        assertThat(counts.enter("a", 1, 2)).isTrue();
        assertThat(counts.enter("a", 1, 2)).isFalse();
        assertThat(counts.enter("b", 1, 2)).isTrue();

        counts.leave("a", 1);

        assertThat(counts.enter("a", 1, 2)).isTrue();
        assertThat(counts.enter("a", 1, 2)).isFalse();
    }

    @Test
    void countsSeveralAtOnceOrNoneOfThem() {
        assertThat(counts.enter("a", 3, 4)).isTrue();
        assertThat(counts.enter("a", 2, 4)).isFalse();
        assertThat(counts.enter("a", 1, 4)).isTrue();

        counts.leave("a", 3);

        assertThat(counts.enter("a", 4, 4)).isFalse();
        assertThat(counts.enter("a", 3, 4)).isTrue();
        assertThat(counts.enter("b", Integer.MAX_VALUE, 4)).isFalse();
    }

    @Test
    void forgetsWhoHasNothingOpen() {
        counts.enter("a", 1, 2);
        counts.enter("a", 1, 2);
        assertThat(counts.callers()).isEqualTo(1);

        counts.leave("a", 1);
        counts.leave("a", 1);

        assertThat(counts.callers()).isZero();
        assertThat(counts.enter("nobody may", 1, 0)).isFalse();
        assertThat(counts.callers()).isZero();
    }
}
