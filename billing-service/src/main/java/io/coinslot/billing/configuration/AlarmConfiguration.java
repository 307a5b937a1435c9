package io.coinslot.billing.configuration;

import io.coinslot.billing.delivery.OverdueDeliveries;
import io.coinslot.billing.purchase.PurchaseLists;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
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

    @Bean
    OverdueDeliveries overdueDeliveries(
            PurchaseLists lists, BillingProperties properties, MeterRegistry meters, Clock clock) {
        OverdueDeliveries deliveries = new OverdueDeliveries(lists, properties.deliveryTerms(), clock);
        Gauge.builder("coinslot.deliveries.overdue", deliveries, OverdueDeliveries::overdue)
                .description(
                        "Paid purchases of all services that are not granted although their deadline is near or past")
                .register(meters);
        Gauge.builder("coinslot.deliveries.missed", deliveries, OverdueDeliveries::missed)
                .description("Those of them whose deadline is past, so that the market may have given the money back")
                .register(meters);
        return deliveries;
    }

    @Bean
    ApplicationRunner overdueCounter(
            OverdueDeliveries deliveries, ScheduledExecutorService timer, BillingProperties properties) {
        long every = properties.overdueCountedEvery().toMillis();
        return arguments -> timer.scheduleWithFixedDelay(() -> count(deliveries), 0, every, TimeUnit.MILLISECONDS);
    }

    /** What fails once must not end the counting. */
    private static void count(OverdueDeliveries deliveries) {
        try {
            deliveries.count();
        } catch (RuntimeException e) {
            LOG.warn("The deliveries that are late could not be counted", e);
        }
    }
}
