package io.coinslot.servicekit.kafka;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import io.coinslot.servicekit.consume.Consumed;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.bson.Document;
import org.bson.types.Binary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Parked events in the service's database. Tried again every few seconds; after a day they become dead letters. */
final class MongoParkedEvents implements ParkedEvents {
    private static final Logger LOG = LoggerFactory.getLogger(MongoParkedEvents.class);
    private static final Duration LONGEST_STAY = Duration.ofDays(1);
    private static final int MOST_AT_ONCE = 200;

    private final MongoCollection<Document> collection;
    private final DeadLetters deadLetters;
    private final Clock clock;
    private final Map<String, RecordApplier<?>> appliers = new ConcurrentHashMap<>();

    MongoParkedEvents(MongoDatabase database, DeadLetters deadLetters, Clock clock) {
        this.collection = database.getCollection("parked_events");
        this.deadLetters = deadLetters;
        this.clock = clock;
    }

    void appliedBy(String group, String topic, RecordApplier<?> applier) {
        appliers.put(group + "|" + topic, applier);
    }

    @Override
    public void park(String group, ConsumerRecord<String, byte[]> message) {
        String id = group + "|" + message.topic() + "|" + message.partition() + "|" + message.offset();
        Document headers = new Document();
        for (Header header : message.headers()) {
            headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        }
        Document parked = new Document("_id", id)
                .append("group", group)
                .append("topic", message.topic())
                .append("partition", message.partition())
                .append("offset", message.offset())
                .append("key", message.key())
                .append("value", new Binary(message.value()))
                .append("headers", headers)
                .append("parkedAt", Date.from(clock.instant()));
        collection.replaceOne(Filters.eq(id), parked, new ReplaceOptions().upsert(true));
    }

    /** Tries the parked events again. */
    void sweep() {
        for (Document parked : collection.find().limit(MOST_AT_ONCE).into(new ArrayList<>())) {
            RecordApplier<?> applier = appliers.get(parked.getString("group") + "|" + parked.getString("topic"));
            if (applier != null) {
                sweep(applier, parked);
            }
        }
    }

    private void sweep(RecordApplier<?> applier, Document parked) {
        ConsumerRecord<String, byte[]> message = message(parked);
        try {
            Consumed consumed = applier.attempt(message).toCompletableFuture().join();
            if (consumed == Consumed.NOT_YET && !isOverdue(parked)) {
                return;
            }
            if (consumed == Consumed.NOT_YET) {
                deadLetters.send(
                        message,
                        parked.getString("group"),
                        new IllegalStateException("what it builds on did not arrive within " + LONGEST_STAY));
            }
            collection.deleteOne(Filters.eq(parked.getString("_id")));
        } catch (CompletionException e) {
            LOG.warn("Parked event {} failed; it stays", parked.getString("_id"), e.getCause());
        }
    }

    private boolean isOverdue(Document parked) {
        Instant parkedAt = parked.getDate("parkedAt").toInstant();
        return parkedAt.plus(LONGEST_STAY).isBefore(clock.instant());
    }

    private static ConsumerRecord<String, byte[]> message(Document parked) {
        ConsumerRecord<String, byte[]> message = new ConsumerRecord<>(
                parked.getString("topic"),
                parked.getInteger("partition"),
                parked.getLong("offset"),
                parked.getString("key"),
                parked.get("value", Binary.class).getData());
        List<Map.Entry<String, Object>> headers =
                new ArrayList<>(parked.get("headers", Document.class).entrySet());
        headers.forEach(header -> message.headers()
                .add(header.getKey(), header.getValue().toString().getBytes(StandardCharsets.UTF_8)));
        return message;
    }
}
