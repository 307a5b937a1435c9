package io.coinslot.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    @Test
    void hasADefaultForEverythingButTheConnection() {
        Options options = Options.parse("c.json");
        assertThat(options.connection()).isEqualTo(Path.of("c.json"));
        assertThat(options.ratePerSecond()).isEqualTo(150);
        assertThat(options.markets()).isEqualTo(MarketMix.parse("google-play"));
    }

    @Test
    void takesEachOption() {
        Options options = Options.parse(
                "--rate",
                "300",
                "c.json",
                "--seconds",
                "20",
                "--markets",
                "stripe=2,google-play",
                "--faults",
                "0.05",
                "--hang",
                "stripe",
                "--hang-seconds",
                "10",
                "--json",
                "--max",
                "--arrivals",
                "constant",
                "--warm-up",
                "0",
                "--seed",
                "9");
        assertThat(options)
                .isEqualTo(new Options(
                        Path.of("c.json"),
                        Options.Subject.PURCHASES,
                        100_000,
                        300,
                        20,
                        0,
                        MarketMix.parse("stripe=2,google-play"),
                        0.05,
                        "stripe",
                        10,
                        Schedule.Arrivals.CONSTANT,
                        9,
                        true,
                        true));
    }

    @Test
    void measuresRegistrationsAndTheListOfTokensWhenAsked() {
        Options cards = Options.parse("c.json", "--cards");
        assertThat(cards.subject()).isEqualTo(Options.Subject.REGISTRATIONS);
        assertThat(cards.ratePerSecond()).isEqualTo(100);
        Options tokens = Options.parse("c.json", "--tokens", "5000");
        assertThat(tokens.subject()).isEqualTo(Options.Subject.TOKEN_PAGES);
        assertThat(tokens.tokens()).isEqualTo(5_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a b",
                "c --rate",
                "c --rate 0",
                "c --rate 9999",
                "c --rate x",
                "c --seconds 601",
                "c --faults 1",
                "c --markets nowhere",
                "c --markets stripe --hang google-play",
                "c --hang",
                "c --hang google-play --hang-seconds 0",
                "c --arrivals never",
                "c --tokens 10",
                "c --cards --max",
                "c --cards --faults 0.1",
                "c --cards --seconds 300",
                "c --unknown"
            })
    void refusesWhatItCannotDo(String line) {
        String[] arguments = line.isEmpty() ? new String[0] : line.split(" ");
        assertThatThrownBy(() -> Options.parse(arguments)).isInstanceOf(IllegalArgumentException.class);
    }
}
