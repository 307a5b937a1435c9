package io.coinslot.servicekit.mongo;

import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.servicekit.aggregate.Task;
import io.coinslot.servicekit.event.OutboxEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonBinary;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.jspecify.annotations.Nullable;

/** The document of an aggregate, written and read without an intermediate tree. */
final class StoredCodec<S> implements Codec<Stored<S>> {
    private final Codec<S> stateCodec;

    StoredCodec(Codec<S> stateCodec) {
        this.stateCodec = stateCodec;
    }

    @Override
    public void encode(BsonWriter writer, Stored<S> stored, EncoderContext context) {
        writer.writeStartDocument();
        writer.writeString("_id", stored.id());
        writer.writeInt64("version", stored.version());
        writer.writeString("writeId", stored.writeId());
        writer.writeDateTime("writtenAt", stored.writtenAt().toEpochMilli());
        writer.writeName("state");
        stateCodec.encode(writer, stored.state(), context);
        writer.writeInt64("lastSequence", stored.lastSequence());
        writer.writeStartArray("outbox");
        stored.outbox().forEach(entry -> write(writer, entry));
        writer.writeEndArray();
        writer.writeStartArray("tasks");
        stored.tasks().forEach(task -> write(writer, task));
        writer.writeEndArray();
        writer.writeEndDocument();
    }

    private static void write(BsonWriter writer, OutboxEntry entry) {
        writer.writeStartDocument();
        writer.writeString("eventId", entry.eventId());
        writer.writeInt64("sequence", entry.sequence());
        writer.writeString("topic", entry.topic());
        writer.writeString("key", entry.key());
        write(writer, "headers", entry.headers());
        writer.writeBinaryData("value", new BsonBinary(entry.value()));
        writer.writeEndDocument();
    }

    private static void write(BsonWriter writer, Task task) {
        writer.writeStartDocument();
        writer.writeString("taskId", task.taskId());
        writer.writeString("kind", task.kind());
        writer.writeInt32("attempt", task.attempt());
        writer.writeBoolean("taken", task.taken());
        writer.writeDateTime("visibleAt", task.visibleAt().toEpochMilli());
        write(writer, "data", task.data());
        writer.writeEndDocument();
    }

    private static void write(BsonWriter writer, String name, Map<String, String> map) {
        writer.writeStartDocument(name);
        map.forEach(writer::writeString);
        writer.writeEndDocument();
    }

    @Override
    public Stored<S> decode(BsonReader reader, DecoderContext context) {
        String id = "";
        long version = 0;
        String writeId = "";
        Instant writtenAt = Instant.EPOCH;
        @Nullable S state = null;
        long lastSequence = 0;
        List<OutboxEntry> outbox = new ArrayList<>();
        List<Task> tasks = new ArrayList<>();
        reader.readStartDocument();
        while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
            switch (reader.readName()) {
                case "_id" -> id = reader.readString();
                case "version" -> version = reader.readInt64();
                case "writeId" -> writeId = reader.readString();
                case "writtenAt" -> writtenAt = Instant.ofEpochMilli(reader.readDateTime());
                case "state" -> state = stateCodec.decode(reader, context);
                case "lastSequence" -> lastSequence = reader.readInt64();
                case "outbox" -> readArray(reader, () -> outbox.add(readEntry(reader)));
                case "tasks" -> readArray(reader, () -> tasks.add(readTask(reader)));
                default -> reader.skipValue();
            }
        }
        reader.readEndDocument();
        if (state == null) {
            throw new IllegalStateException("document " + id + " has no state");
        }
        return new Stored<>(id, version, writeId, writtenAt, state, lastSequence, outbox, tasks);
    }

    private static void readArray(BsonReader reader, Runnable element) {
        reader.readStartArray();
        while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
            element.run();
        }
        reader.readEndArray();
    }

    private static OutboxEntry readEntry(BsonReader reader) {
        reader.readStartDocument();
        OutboxEntry entry = new OutboxEntry(
                reader.readString("eventId"),
                reader.readInt64("sequence"),
                reader.readString("topic"),
                reader.readString("key"),
                readMap(reader, "headers"),
                reader.readBinaryData("value").getData());
        reader.readEndDocument();
        return entry;
    }

    private static Task readTask(BsonReader reader) {
        reader.readStartDocument();
        Task task = new Task(
                reader.readString("taskId"),
                reader.readString("kind"),
                reader.readInt32("attempt"),
                reader.readBoolean("taken"),
                Instant.ofEpochMilli(reader.readDateTime("visibleAt")),
                readMap(reader, "data"));
        reader.readEndDocument();
        return task;
    }

    private static Map<String, String> readMap(BsonReader reader, String name) {
        Map<String, String> map = new HashMap<>();
        reader.readName(name);
        reader.readStartDocument();
        while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
            map.put(reader.readName(), reader.readString());
        }
        reader.readEndDocument();
        return map;
    }

    @Override
    @SuppressWarnings("unchecked") // The class of Stored<S> is the class of Stored.
    public Class<Stored<S>> getEncoderClass() {
        return (Class<Stored<S>>) (Class<?>) Stored.class;
    }
}
