package io.coinslot.marketgateway.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class NotificationPropertiesTest {
    private static NotificationProperties with(String keptFor) {
        return new Binder(new MapConfigurationPropertySource(Map.of("coinslot.notifications.kept-for", keptFor)))
                .bindOrCreate("coinslot.notifications", NotificationProperties.class);
    }

    @Test
    void keepsToTheSecond() {
        assertThat(with("49h").keptFor()).isEqualTo(Duration.ofHours(49));
        assertThat(with("2d").keptFor()).isEqualTo(Duration.ofDays(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"12h", "0s", "-1d", "47h", "30000d"})
    void refusesToForgetAtOnceOrNeverAndNamesTheProperty(String keptFor) {
        assertThatThrownBy(() -> with(keptFor))
                .rootCause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("coinslot.notifications.kept-for is ")
                .hasMessageEndingWith("has to be from 2 to 24855 days");
    }
}
