package io.coinslot.marketgateway.configuration;

import io.coinslot.marketgateway.market.MarketLinks;
import io.coinslot.marketgateway.market.Markets;
import io.coinslot.marketgateway.market.RecallsNotifications;
import io.coinslot.marketgateway.notification.ParkedNotificationCount;
import io.coinslot.marketgateway.notification.ParkedNotifications;
import io.coinslot.marketgateway.notification.RawNotification;
import io.coinslot.marketgateway.notification.mongo.MongoParkedNotifications;
import io.coinslot.marketgateway.payment.ParkedCount;
import io.coinslot.marketgateway.payment.ParkedPayments;
import io.coinslot.marketgateway.payment.Payment;
import io.coinslot.marketgateway.payment.mongo.MongoParkedPayments;
import io.coinslot.marketgateway.sweep.KnownSweeps;
import io.coinslot.marketgateway.sweep.SweepAges;
import io.coinslot.servicekit.mongo.MongoAggregateStore;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
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
    ParkedNotifications parkedNotifications(MongoAggregateStore<RawNotification> rawNotificationStore) {
        return new MongoParkedNotifications(rawNotificationStore);
    }

    @Bean
    ParkedNotificationCount parkedNotificationCount(ParkedNotifications notifications, MeterRegistry meters) {
        ParkedNotificationCount count = new ParkedNotificationCount(notifications);
        Gauge.builder("coinslot.notifications.parked", count, ParkedNotificationCount::waiting)
                .description("Notifications of markets that were given up and wait for an operator")
                .register(meters);
        return count;
    }

    /** Of each market that can be swept one gauge. */
    @Bean
    SweepAges sweepAges(KnownSweeps sweeps, MarketLinks links, Markets markets, MeterRegistry meters, Clock clock) {
        SweepAges ages = new SweepAges(sweeps, links, clock);
        for (RecallsNotifications market : markets.all(RecallsNotifications.class)) {
            Gauge.builder("coinslot.sweep.age", ages, known -> known.seconds(market.market()))
                    .tag("market", market.market().value())
                    .baseUnit("seconds")
                    .description("For how long the sweep of the market that is furthest behind has taken nothing in")
                    .register(meters);
        }
        return ages;
    }

    @Bean
    ApplicationRunner alarmCounters(
            ParkedCount payments,
            ParkedNotificationCount notifications,
            SweepAges sweeps,
            ScheduledExecutorService timer) {
        return arguments -> {
            for (Runnable count : List.<Runnable>of(payments::count, notifications::count, sweeps::look)) {
                timer.scheduleWithFixedDelay(() -> run(count), 0, COUNTED_EVERY_SECONDS, TimeUnit.SECONDS);
            }
        };
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
