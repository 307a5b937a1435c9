package io.coinslot.servicekit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoSocketReadException;
import com.mongodb.ServerAddress;
import io.coinslot.servicekit.aggregate.AggregateStore.StoreUnavailable;
import io.coinslot.servicekit.event.EventCodec.SchemaRegistryUnavailable;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Which parked events become dead letters in the end, and which never do. */
class ParkedEventsGivenUpIT extends Parking {
    @Test
    void makesDeadLettersOfWhatWaitedADayAndNothingElse() {
        park("p", 2);
        clock.advance(Duration.ofHours(12));
        park("p", 3);
        passSteadily(Duration.ofHours(12).plusMinutes(5));

        assertThat(broker.history()).singleElement().satisfies(letter -> {
            assertThat(letter.topic()).isEqualTo(TOPIC + ".dlt");
            assertThat(letter.key()).isEqualTo("p");
            assertThat(header(letter, "dlt-cause")).contains("within a day");
            assertThat(header(letter, "dlt-group")).isEqualTo(GROUP);
        });
        assertThat(waiting()).isEqualTo(1);
    }

    @Test
    void makesADeadLetterOfWhatFailsForADayWithItsCause() {
        consumer.failures.put("p", new IllegalStateException("cannot be applied"));
        park("p", 1);
        clock.advance(Duration.ofSeconds(2));
        sweep.sweep();
        assertThat(broker.history()).isEmpty();

        passSteadily(Duration.ofDays(1));
        assertThat(header(broker.history().getFirst(), "dlt-cause")).contains("cannot be applied");
        assertThat(waiting()).isZero();
    }

    @Test
    void keepsWhatWaitsForWhatPeopleDecideAndAppliesItWhenTheyHave() {
        consumer.undecided.add("p");
        park("p", 1);
        passSteadily(Duration.ofDays(3));
        assertThat(broker.history()).isEmpty();
        assertThat(waiting()).isEqualTo(1);

        consumer.undecided.clear();
        passSteadily(Duration.ofHours(6));
        assertThat(consumer.applied).containsExactly("p 1");
        assertThat(waiting()).isZero();
    }

    @Test
    void givesWhatWaitedForPeopleADayFromTheirDecisionAtLeast() {
        consumer.undecided.add("p");
        park("p", 2);
        passSteadily(Duration.ofDays(3));
        consumer.undecided.clear();
        passSteadily(Duration.ofHours(23));
        assertThat(broker.history()).isEmpty();

        // It was looked at up to six hours before they decided.
        passSteadily(Duration.ofHours(7).plusMinutes(10));
        assertThat(broker.history()).hasSize(1);
    }

    /** What it waits for may have come into its topic meanwhile, and nobody has read it yet. */
    @Test
    void givesNothingUpRightAfterATimeInWhichNobodyLooked() {
        park("p", 2);
        clock.advance(Duration.ofDays(3));
        start();
        passSteadily(Duration.ofMinutes(50));
        assertThat(broker.history()).isEmpty();

        consumer.accept("p", 1);
        passSteadily(Duration.ofMinutes(5));
        assertThat(consumer.applied).containsExactly("p 1", "p 2");
    }

    @Test
    void keepsWhatOnlyFailsBecauseTheStoreIsAway() {
        staysWhile(new StoreUnavailable("away", null));
    }

    @Test
    void keepsWhatOnlyFailsBecauseTheDriverOfTheStoreSaysSo() {
        staysWhile(new MongoSocketReadException("the connection broke", new ServerAddress()));
    }

    @Test
    void keepsWhatOnlyFailsBecauseTheRegistryIsAway() {
        staysWhile(new SchemaRegistryUnavailable("away", new IllegalStateException()));
    }

    @Test
    void keepsWhatFailsBecauseOfAnOutageInOtherWords() {
        staysWhile(new IllegalStateException(
                "not booked", new SchemaRegistryUnavailable("away", new IllegalStateException())));
    }

    /** What it waits for may be what another process could not read without the registry. */
    @Test
    void givesNothingUpRightAfterAnOutageOfTheRegistryThatAnotherProcessSaw() {
        park("p", 2);
        passSteadily(Duration.ofHours(23));
        WatchedCodec elsewhere = new WatchedCodec(codec, new RegistryOutages(database, clock));
        codec.registryIsAway = true;
        for (int look = 0; look < 12; look++) {
            assertThatThrownBy(() -> elsewhere.decode(TOPIC, new byte[0]))
                    .isInstanceOf(SchemaRegistryUnavailable.class);
            codec.registryIsAway = false;
            passSteadily(Duration.ofMinutes(10));
            codec.registryIsAway = true;
        }
        codec.registryIsAway = false;
        passSteadily(Duration.ofMinutes(40));
        assertThat(broker.history()).isEmpty();

        passSteadily(Duration.ofMinutes(30));
        assertThat(broker.history()).hasSize(1);
    }

    private void staysWhile(RuntimeException away) {
        consumer.failures.put("p", away);
        park("p", 1);
        passSteadily(Duration.ofHours(26));
        assertThat(broker.history()).isEmpty();

        consumer.failures.clear();
        clock.advance(Duration.ofMinutes(5));
        sweep.sweep();
        assertThat(consumer.applied).containsExactly("p 1");
    }

    @Test
    void startsNoNewDayWhenAnEventIsParkedAgain() {
        ConsumerRecord<String, byte[]> message = message("p", 2);
        parked.park(GROUP, message);
        clock.advance(Duration.ofHours(23));
        parked.park(GROUP, message);
        passSteadily(Duration.ofHours(2));

        assertThat(broker.history()).hasSize(1);
    }
}
