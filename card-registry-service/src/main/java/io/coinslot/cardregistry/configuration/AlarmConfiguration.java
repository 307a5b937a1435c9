package io.coinslot.cardregistry.configuration;

import io.coinslot.cardregistry.claim.HeldClaims;
import io.coinslot.cardregistry.claim.mongo.ReleasesUnderWay;
import io.coinslot.cardregistry.registration.Registration;
import io.coinslot.cardregistry.registration.RegistrationLists;
import io.coinslot.cardregistry.registration.RegistrationTasks;
import io.coinslot.cardregistry.registration.UndecidedCards;
import io.coinslot.cardregistry.token.ParkedChanges;
import io.coinslot.cardregistry.token.Token;
import io.coinslot.cardregistry.token.TokenLists;
import io.coinslot.cardregistry.token.TokenTasks;
import io.coinslot.servicekit.mongo.MongoAggregateStore;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
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
    ParkedChanges parkedChanges(TokenLists lists, MeterRegistry meters) {
        ParkedChanges parked = new ParkedChanges(lists);
        Gauge.builder("coinslot.token.holds.parked", parked, ParkedChanges::holds)
                .description("Tokens that the financial company did not hold back, or not let go, for operators")
                .register(meters);
        Gauge.builder("coinslot.token.deletions.parked", parked, ParkedChanges::deletions)
                .description(
                        "Tokens that were deleted here and that the financial company did not delete, for operators")
                .register(meters);
        return parked;
    }

    @Bean
    UndecidedCards undecidedCards(RegistrationLists lists, MeterRegistry meters) {
        UndecidedCards undecided = new UndecidedCards(lists);
        Gauge.builder("coinslot.cards.undecided", undecided, UndecidedCards::waiting)
                .description("Cards that the financial company was asked about in vain, for operators")
                .register(meters);
        return undecided;
    }

    @Bean
    HeldClaims heldClaims(
            MongoAggregateStore<Registration> registrations, MongoAggregateStore<Token> tokens, MeterRegistry meters) {
        HeldClaims held = new HeldClaims(
                new ReleasesUnderWay(registrations, RegistrationTasks.RELEASE),
                new ReleasesUnderWay(tokens, TokenTasks.RELEASE));
        Gauge.builder("coinslot.card.claims.held", held, HeldClaims::waiting)
                .description("Cards that are on no device and that stay claimed because letting them go fails")
                .register(meters);
        return held;
    }

    @Bean
    ApplicationRunner alarmCounters(
            ParkedChanges parked, UndecidedCards undecided, HeldClaims held, ScheduledExecutorService timer) {
        return arguments -> {
            for (Runnable count : List.<Runnable>of(parked::count, undecided::count, held::count)) {
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
