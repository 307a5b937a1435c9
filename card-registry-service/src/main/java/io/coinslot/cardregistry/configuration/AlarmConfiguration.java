package io.coinslot.cardregistry.configuration;

import io.coinslot.cardregistry.token.ParkedDeletions;
import io.coinslot.cardregistry.token.TokenLists;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What operators set alarms on. */
@Configuration(proxyBeanMethods = false)
class AlarmConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(AlarmConfiguration.class);
    private static final int COUNTED_EVERY_SECONDS = 60;

    @Bean
    ParkedDeletions parkedDeletions(TokenLists lists, MeterRegistry meters) {
        ParkedDeletions parked = new ParkedDeletions(lists);
        Gauge.builder("coinslot.token.deletions.parked", parked, ParkedDeletions::waiting)
                .description(
                        "Tokens that were deleted here and that the financial company did not delete, for operators")
                .register(meters);
        return parked;
    }

    @Bean
    ApplicationRunner parkedCounter(ParkedDeletions parked, ScheduledExecutorService timer) {
        return arguments ->
                timer.scheduleWithFixedDelay(() -> count(parked), 0, COUNTED_EVERY_SECONDS, TimeUnit.SECONDS);
    }

    /** What fails once must not end the counting. */
    private static void count(ParkedDeletions parked) {
        try {
            parked.count();
        } catch (RuntimeException e) {
            LOG.warn("The deletions that were given up could not be counted", e);
        }
    }
}
