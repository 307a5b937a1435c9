package io.coinslot.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coinslot.gateway.configuration.GatewaySettings;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ReadingTimeTest {
    private static final int KIBIBYTE = 1_024;

    private long nanos;
    private final ReadingTime time = new ReadingTime(
            new Binder(new MapConfigurationPropertySource(Map.of()))
                    .bindOrCreate("coinslot.gateway", GatewaySettings.class)
                    .limits(),
            () -> nanos);

    /** A caller that takes so long for each write. */
    private OutputStream taking(Duration duration) {
        return new OutputStream() {
            @Override
            public void write(int oneByte) {
                throw new AssertionError("bytes are written in parts");
            }

            @Override
            public void write(byte[] bytes, int from, int count) {
                nanos += duration.toNanos();
            }
        };
    }

    private void write(int bytes, Duration taken) throws IOException {
        time.write(taking(taken), new byte[bytes], bytes);
    }

    @Test
    void tenSecondsAreEnoughForAShortAnswer() throws IOException {
        write(KIBIBYTE, Duration.ofSeconds(10));

        assertThatThrownBy(() -> write(KIBIBYTE, Duration.ofMillis(1)))
                .isInstanceOf(ReadingTime.TooSlow.class)
                .hasMessage("The answer was read too slowly: 2048 bytes in 10 s");
    }

    @Test
    void aLongOneMayTakeASecondMoreForEach64KiB() throws IOException {
        // 128 parts of 8 KiB, in nearly 25 of 26 seconds.
        write(1_024 * KIBIBYTE, Duration.ofMillis(195));

        assertThatThrownBy(() -> write(64 * KIBIBYTE, Duration.ofSeconds(1))).isInstanceOf(ReadingTime.TooSlow.class);
    }

    @Test
    void breaksOffWithinAPart() {
        assertThatThrownBy(() -> write(64 * KIBIBYTE, Duration.ofSeconds(4)))
                .isInstanceOf(ReadingTime.TooSlow.class)
                .hasMessageContaining(3 * 8_192 + " bytes in 12 s");
    }

    @Test
    void whatTheServiceTakesIsNotTheCallersFault() throws IOException {
        write(KIBIBYTE, Duration.ofSeconds(9));
        nanos += Duration.ofMinutes(1).toNanos();
        write(KIBIBYTE, Duration.ofMillis(500));

        assertThat(nanos).isEqualTo(Duration.ofMillis(69_500).toNanos());
    }
}
