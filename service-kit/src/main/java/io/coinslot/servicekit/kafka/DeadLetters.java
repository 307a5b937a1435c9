package io.coinslot.servicekit.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps records that cannot be applied for operators, and sends them to topic.dlt: the bytes as they came, with cause and
 * origin as headers.
 */
final class DeadLetters {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    private static final int LONGEST_CAUSE = 2_000;

    private final MongoDeadLetters letters;
    private final Producer<String, byte[]> producer;
    private final MeterRegistry meters;
    private final Clock clock;

    DeadLetters(MongoDeadLetters letters, Producer<String, byte[]> producer, MeterRegistry meters, Clock clock) {
        this.letters = letters;
        this.producer = producer;
        this.meters = meters;
        this.clock = clock;
    }

    /** Shows that there is none of these yet: what begins at one shows no increase. */
    void expect(String group, String topic) {
        counter(group, topic);
    }

    private Counter counter(String group, String topic) {
        return meters.counter("coinslot.dead.letters", "group", group, "topic", topic);
    }

    /** Returns when store and broker have it; throws if one does not take it, so that the record is read again. */
    void send(ConsumerRecord<String, byte[]> origin, String group, Throwable cause) {
        LOG.error(
                "Record {}-{}@{} goes to the dead letters of {}",
                origin.topic(),
                origin.partition(),
                origin.offset(),
                group,
                cause);
        ProducerRecord<String, byte[]> letter =
                new ProducerRecord<>(origin.topic() + ".dlt", origin.key(), origin.value());
        for (Header header : origin.headers()) {
            letter.headers().add(header);
        }
        String text = String.valueOf(cause);
        String shortCause = text.substring(0, Math.min(text.length(), LONGEST_CAUSE));
        int attempts = letters.add(group, origin, shortCause);
        header(letter, "dlt-cause", shortCause);
        header(letter, "dlt-attempts", Integer.toString(attempts));
        header(letter, "dlt-origin-topic", origin.topic());
        header(letter, "dlt-origin-partition", Integer.toString(origin.partition()));
        header(letter, "dlt-origin-offset", Long.toString(origin.offset()));
        header(letter, "dlt-group", group);
        header(letter, "dlt-at", clock.instant().toString());
        counter(group, origin.topic()).increment();
        try {
            producer.send(letter).get(30, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the broker did not take a dead letter", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending a dead letter", e);
        }
    }

    void parkedWasApplied(String group, ConsumerRecord<String, byte[]> message) {
        letters.parkedWasApplied(group, message);
    }

    private static void header(ProducerRecord<String, byte[]> letter, String name, String value) {
        letter.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
