package io.coinslot.marketgateway.configuration;

import io.coinslot.marketgateway.payment.ParkedCount;
import io.coinslot.marketgateway.payment.ParkedPayments;
import io.coinslot.marketgateway.payment.Payment;
import io.coinslot.marketgateway.payment.mongo.MongoParkedPayments;
import io.coinslot.servicekit.mongo.MongoAggregateStore;
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
    ParkedPayments parkedPayments(MongoAggregateStore<Payment> paymentStore) {
        return new MongoParkedPayments(paymentStore);
    }

    @Bean
    ParkedCount parkedCount(ParkedPayments payments, MeterRegistry meters) {
        ParkedCount count = new ParkedCount(payments);
        Gauge.builder("coinslot.payments.parked", count, ParkedCount::waiting)
                .description("Payments of which something waits for an operator")
                .register(meters);
        return count;
    }

    @Bean
    ApplicationRunner alarmCounters(ParkedCount payments, ScheduledExecutorService timer) {
        return arguments ->
                timer.scheduleWithFixedDelay(() -> run(payments::count), 0, COUNTED_EVERY_SECONDS, TimeUnit.SECONDS);
    }

    /** What fails once must not end the counting. */
    private static void run(Runnable count) {
        try {
            count.run();
        } catch (RuntimeException e) {
            LOG.warn("What operators set alarms on could not be counted", e);
        }
    }
}
