package io.coinslot.servicekit.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

class ServiceDefaultsTest {
    private static final String EXPOSED = "management.endpoints.web.exposure.include";

    static class Nothing {}

    @Test
    void everyServiceAnswersOnVirtualThreadsAndTellsItsHealthAndFigures() {
        try (ConfigurableApplicationContext service = started()) {
            Environment environment = service.getEnvironment();
            assertThat(environment.getProperty("spring.threads.virtual.enabled", Boolean.class))
                    .isTrue();
            assertThat(environment.getProperty(EXPOSED)).isEqualTo("health,prometheus");
            assertThat(environment.getProperty("management.metrics.observations.ignored-meters"))
                    .isEqualTo("long-task-timer");
            assertThat(environment.getProperty("logging.pattern.correlation")).isEqualTo("[%X{traceId:-}] ");
        }
    }

    @Test
    void whatAServiceOrItsOperatorSaysCountsBeforeWhatAllDo() {
        try (ConfigurableApplicationContext service = started("--" + EXPOSED + "=health")) {
            assertThat(service.getEnvironment().getProperty(EXPOSED)).isEqualTo("health");
        }
    }

    private static ConfigurableApplicationContext started(String... arguments) {
        return new SpringApplicationBuilder(Nothing.class)
                .web(WebApplicationType.NONE)
                .run(arguments);
    }
}
