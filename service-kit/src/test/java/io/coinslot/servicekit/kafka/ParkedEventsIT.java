package io.coinslot.servicekit.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.coinslot.schemas.market.PaymentEventEnvelope;
import io.coinslot.servicekit.consume.EventSubscription;
import io.coinslot.servicekit.kafka.DeadLetter.Status;
import io.coinslot.servicekit.mongo.IndexedDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** When and in what order parked events are tried again. */
class ParkedEventsIT extends Parking {
    @Test
    void comesToTheNewestHoweverManyAreStuck() {
        for (int i = 0; i < 900; i++) {
            park("stuck-" + i, 2);
        }
        park("fine", 1);

        clock.advance(Duration.ofSeconds(2));
        sweep.sweep();

        assertThat(consumer.applied).containsExactly("fine 1");
        assertThat(waiting()).isEqualTo(900);
    }

    @Test
    void comesToTheNewestAlsoWhenMoreAreStuckThanOneLookReaches() {
        for (int i = 0; i < 2_500; i++) {
            park("stuck-" + i, 2);
        }
        park("fine", 1);

        for (int looks = 0; looks < 2; looks++) {
            clock.advance(Duration.ofSeconds(2));
            sweep.sweep();
        }

        assertThat(consumer.applied).containsExactly("fine 1");
    }

    @Test
    void appliesTheEventsOfAKeyInOrderWhenTheGapCloses() {
        for (long sequence = 2; sequence <= 6; sequence++) {
            park("p", sequence);
            clock.advance(Duration.ofMinutes(1));
            sweep.sweep();
        }
        consumer.accept("p", 1);
        clock.advance(Duration.ofMinutes(5));
        sweep.sweep();

        assertThat(consumer.applied).containsExactly("p 1", "p 2", "p 3", "p 4", "p 5", "p 6");
        assertThat(waiting()).isZero();
    }

    @Test
    void goesOnWithWhatWaitedForARecordThatCameAfterIt() {
        park("p", 2);
        park("p", 3);
        park("p", 1);

        clock.advance(Duration.ofSeconds(2));
        sweep.sweep();

        assertThat(consumer.applied).containsExactly("p 1", "p 2", "p 3");
    }

    @Test
    void asksMoreSeldomTheLongerItWaitsButNeverWaitsAQuarterLongerThanItHadTo() {
        park("p", 2);
        passInSmallSteps(Duration.ofMinutes(16));
        assertThat(consumer.attempts).hasValueLessThan(40);

        consumer.accept("p", 1);
        passInSmallSteps(Duration.ofMinutes(4).plusSeconds(2));
        assertThat(consumer.applied).containsExactly("p 1", "p 2");
    }

    @Test
    void asksAFewTimesADayForWhatPeopleTakeDaysToDecideAndAtOnceWhenTheyHave() {
        consumer.undecided.add("p");
        park("p", 1);
        passSteadily(Duration.ofDays(2));
        consumer.attempts.set(0);
        passSteadily(Duration.ofDays(1));
        assertThat(consumer.attempts.get()).isBetween(3, 5);

        consumer.undecided.clear();
        parked.tryAgain(List.of("p", "of which nothing waits"));
        clock.advance(Duration.ofSeconds(2));
        sweep.sweep();
        assertThat(consumer.applied).containsExactly("p 1");
    }

    @Test
    void hearsOfADecisionThatIsMadeWhileItFindsNone() {
        consumer.undecided.add("p");
        park("p", 1);
        passSteadily(Duration.ofDays(1));
        consumer.whileUndecided = () -> parked.tryAgain(List.of("p"));
        passSteadily(Duration.ofHours(6).plusMinutes(10));

        consumer.undecided.clear();
        clock.advance(Duration.ofSeconds(2));
        sweep.sweep();
        assertThat(consumer.applied).containsExactly("p 1");
    }

    @Test
    void hearsOfADecisionThatIsMadeDuringALongLook() {
        consumer.undecided.add("p");
        park("p", 1);
        consumer.whileUndecided = () -> {
            parked.tryAgain(List.of("p"));
            clock.advance(Duration.ofSeconds(3));
        };
        clock.advance(Duration.ofSeconds(2));
        sweep.wake(new ParkedEvent.Waiter(GROUP, TOPIC, "p"));

        consumer.undecided.clear();
        sweep.sweep();
        assertThat(consumer.applied).containsExactly("p 1");
    }

    /** Another process was told, and says so to all; here it was remembered a moment too long that nothing is decided. */
    @Test
    void hearsOfADecisionThatIsMadeBeforeItLooksAndKnownOnlyAfterwards() {
        consumer.undecided.add("p");
        park("p", 1);
        passSteadily(Duration.ofHours(1));
        parked.tryAgain(List.of("p"));
        sweep.wake(new ParkedEvent.Waiter(GROUP, TOPIC, "p"));

        consumer.undecided.clear();
        clock.advance(Duration.ofSeconds(2));
        sweep.sweep();
        assertThat(consumer.applied).containsExactly("p 1");
    }

    /** The topic was made anew: its offsets begin anew, while what is parked of before still waits. */
    @Test
    void keepsWhatComesToThePlaceOfAnother() {
        ConsumerRecord<String, byte[]> message = message("p", 2);
        ConsumerRecord<String, byte[]> another = new ConsumerRecord<>(
                TOPIC,
                message.partition(),
                message.offset(),
                "q",
                message("q", 2).value());
        parked.park(GROUP, message);
        for (int times = 0; times < 2; times++) {
            parked.park(GROUP, another);
        }
        assertThat(waiting()).isEqualTo(2);

        consumer.accept("p", 1);
        consumer.accept("q", 1);
        clock.advance(Duration.ofSeconds(2));
        sweep.sweep();
        assertThat(consumer.applied).contains("p 2", "q 2");
        assertThat(waiting()).isZero();
    }

    @Test
    void staysParkedUntilItsLetterSaysThatItWasApplied() {
        ConsumerRecord<String, byte[]> message = message("p", 1);
        MongoDeadLetters letters = new MongoDeadLetters(new IndexedDatabase(database), clock);
        letters.add(GROUP, message, "came too early for a day");
        String id = StoredRecord.id(GROUP, message);
        letters.end(id, DeadLetter.Action.REDRIVE, new DeadLetter.Operator("operator", "again"), Status.PARKED);
        parked.park(GROUP, message);

        clock.advance(Duration.ofSeconds(2));
        sweepThatCannotWriteLetters().sweep();
        assertThat(consumer.applied).containsOnly("p 1");
        assertThat(waiting()).isEqualTo(1);

        clock.advance(Duration.ofMinutes(1));
        sweep.sweep();
        assertThat(waiting()).isZero();
        assertThat(Objects.requireNonNull(letters.find(id)).status()).isEqualTo(Status.APPLIED);
    }

    private ParkedEventSweep sweepThatCannotWriteLetters() {
        MongoClient closed = MongoClients.create();
        closed.close();
        DeadLetters deadLetters = new DeadLetters(
                new MongoDeadLetters(new IndexedDatabase(closed.getDatabase("closed")), clock),
                broker,
                new SimpleMeterRegistry(),
                clock);
        Appliers appliers = new Appliers(codec, deadLetters, parked);
        appliers.add(EventSubscription.each(TOPIC, PaymentEventEnvelope.class, GROUP, consumer::handle));
        return new ParkedEventSweep(parked, appliers, deadLetters, outages, clock);
    }

    @Test
    void goesOnAfterARestartAndTakesWhatAnOlderVersionParked() {
        park("p", 1);
        database.getCollection("parked_events").updateMany(new Document(), new Document("$unset", Map.of("nextAt", 1)));
        start();
        sweep.sweep();

        assertThat(consumer.applied).containsExactly("p 1");
    }
}
