package io.coinslot.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarketMixTest {
    private static List<String> first(MarketMix mix, int count) {
        return IntStream.range(0, count).mapToObj(mix::at).toList();
    }

    @Test
    void spreadsPurchasesByWeight() {
        MarketMix mix = MarketMix.parse("google-play=3,stripe");
        assertThat(first(mix, 8))
                .containsExactly(
                        "google-play",
                        "google-play",
                        "stripe",
                        "google-play",
                        "google-play",
                        "google-play",
                        "stripe",
                        "google-play");
    }

    @Test
    void takesTurnsWithoutWeights() {
        assertThat(first(MarketMix.parse("stripe,one-store"), 4))
                .containsExactly("stripe", "one-store", "stripe", "one-store");
    }

    @Test
    void allMeansEveryMarket() {
        MarketMix mix = MarketMix.parse("all");
        assertThat(mix.names()).containsExactlyElementsOf(MarketPlayer.KNOWN);
        assertThat(first(mix, 6)).containsExactlyInAnyOrderElementsOf(MarketPlayer.KNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "steam", "stripe=0", "stripe=101", "stripe=", "stripe=x", "stripe,stripe", "all,stripe"})
    void refusesWhatNobodyMeans(String text) {
        assertThatThrownBy(() -> MarketMix.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
