package io.coinslot.servicekit.kafka;

import io.coinslot.servicekit.event.EventCodec;
import io.coinslot.servicekit.table.CompactedTable;
import io.coinslot.servicekit.table.CompactedTables;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;

/** Makes tables and ends them with the process. */
final class FollowedTables implements CompactedTables, AutoCloseable {
    private static final Duration READ_AGAIN_AFTER = Duration.ofMinutes(1);

    private final EventCodec codec;
    private final Supplier<Consumer<String, byte[]>> consumers;
    private final MeterRegistry meters;
    private final List<FollowedTable<?>> tables = new CopyOnWriteArrayList<>();

    FollowedTables(EventCodec codec, Supplier<Consumer<String, byte[]>> consumers, MeterRegistry meters) {
        this.meters = meters;
        this.codec = codec;
        this.consumers = consumers;
    }

    @Override
    public <V extends SpecificRecord> CompactedTable<V> follow(String topic, Class<V> envelopeType) {
        UnreadStates unread = new UnreadStates(READ_AGAIN_AFTER);
        Gauge.builder("coinslot.tables.unreadable", unread, UnreadStates::size)
                .description("Keys of a followed topic whose newest state this process cannot read")
                .tag("topic", topic)
                .register(meters);
        FollowedTable<V> table = new FollowedTable<>(topic, envelopeType, codec, consumers.get(), unread);
        tables.add(table);
        table.start();
        return table;
    }

    @Override
    public List<String> unreadTopics() {
        return tables.stream()
                .filter(FollowedTable::isUnread)
                .map(FollowedTable::topic)
                .toList();
    }

    @Override
    public void close() {
        tables.forEach(FollowedTable::close);
    }
}
