package io.coinslot.servicekit.kafka;

import io.coinslot.servicekit.event.EventCodec;
import io.coinslot.servicekit.table.CompactedTable;
import io.coinslot.servicekit.table.CompactedTables;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;

/** Makes tables and ends them with the process. */
final class FollowedTables implements CompactedTables, AutoCloseable {
    private final EventCodec codec;
    private final Supplier<Consumer<String, byte[]>> consumers;
    private final List<FollowedTable<?>> tables = new CopyOnWriteArrayList<>();

    FollowedTables(EventCodec codec, Supplier<Consumer<String, byte[]>> consumers) {
        this.codec = codec;
        this.consumers = consumers;
    }

    @Override
    public <V extends SpecificRecord> CompactedTable<V> follow(String topic, Class<V> envelopeType) {
        FollowedTable<V> table = new FollowedTable<>(topic, envelopeType, codec, consumers.get());
        tables.add(table);
        table.start();
        return table;
    }

    @Override
    public void close() {
        tables.forEach(FollowedTable::close);
    }
}
