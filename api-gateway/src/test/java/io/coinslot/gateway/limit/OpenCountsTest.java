package io.coinslot.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OpenCountsTest {
    private final OpenCounts counts = new OpenCounts();

    @Test
    void letsSoManyInAndOneMoreForEachThatLeaves() {
        assertThat(counts.enter("a", 2)).isTrue();
        assertThat(counts.enter("a", 2)).isTrue();
        assertThat(counts.enter("a", 2)).isFalse();
        assertThat(counts.enter("b", 2)).isTrue();

        counts.leave("a");

        assertThat(counts.enter("a", 2)).isTrue();
        assertThat(counts.enter("a", 2)).isFalse();
    }

    @Test
    void forgetsWhoHasNothingOpen() {
        counts.enter("a", 2);
        counts.enter("a", 2);
        assertThat(counts.callers()).isEqualTo(1);

        counts.leave("a");
        counts.leave("a");

        assertThat(counts.callers()).isZero();
        assertThat(counts.enter("nobody may", 0)).isFalse();
        assertThat(counts.callers()).isZero();
    }
}
