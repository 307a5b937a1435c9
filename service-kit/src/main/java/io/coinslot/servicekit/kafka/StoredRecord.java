package io.coinslot.servicekit.kafka;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/** How a record that could not be applied yet, or at all, lies in the service's database: byte for byte. */
final class StoredRecord {
    static final String GROUP = "group";
    static final String TOPIC = "topic";
    static final String PARTITION = "partition";
    static final String OFFSET = "offset";
    static final String KEY = "key";
    static final String ID = "_id";
    private static final int DIGEST_BYTES = 16;
    private static final String VALUE = "value";
    private static final String HEADERS = "headers";
    private static final String NAME = "name";

    private StoredRecord() {}

    /** A record is one thing per consumer, however often it is read, and stands in one place. */
    static String id(String group, ConsumerRecord<String, byte[]> message) {
        return group + "|" + message.topic() + "|" + message.partition() + "|" + message.offset();
    }

    /** For a record that another one keeps out of its place: of a topic that was made anew the offsets begin anew. */
    static String idBesideAnother(String group, ConsumerRecord<String, byte[]> message) {
        return id(group, message) + "|" + digest(message);
    }

    /** Whether they are one event, and not two that stood in one place before and after the topic was made anew. */
    static boolean isSame(ConsumerRecord<String, byte[]> one, ConsumerRecord<String, byte[]> another) {
        return Objects.equals(one.key(), another.key()) && Arrays.equals(one.value(), another.value());
    }

    private static String digest(ConsumerRecord<String, byte[]> message) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(String.valueOf(message.key()).getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(Objects.requireNonNullElse(message.value(), new byte[0]));
            return HexFormat.of().formatHex(digest.digest(), 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Null if there is none, or one without a value: whatever may be written to a topic may come. */
    static @Nullable String header(ConsumerRecord<String, byte[]> message, String name) {
        Header header = message.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    static Document write(String group, ConsumerRecord<String, byte[]> message) {
        List<Document> headers = new ArrayList<>();
        for (Header header : message.headers()) {
            headers.add(new Document(NAME, header.key()).append(VALUE, binary(header.value())));
        }
        return new Document(GROUP, group)
                .append(TOPIC, message.topic())
                .append(PARTITION, message.partition())
                .append(OFFSET, message.offset())
                .append(KEY, message.key())
                .append(VALUE, binary(message.value()))
                .append(HEADERS, headers);
    }

    static ConsumerRecord<String, byte[]> read(Document stored) {
        ConsumerRecord<String, byte[]> message = new ConsumerRecord<>(
                stored.getString(TOPIC),
                stored.getInteger(PARTITION),
                stored.getLong(OFFSET),
                stored.getString(KEY),
                bytes(stored.get(VALUE, Binary.class)));
        if (stored.get(HEADERS) instanceof Document byName) {
            // An older version kept them so.
            for (Map.Entry<String, Object> header : byName.entrySet()) {
                message.headers()
                        .add(header.getKey(), header.getValue().toString().getBytes(StandardCharsets.UTF_8));
            }
        } else {
            for (Document header : stored.getList(HEADERS, Document.class)) {
                message.headers().add(header.getString(NAME), bytes(header.get(VALUE, Binary.class)));
            }
        }
        return message;
    }

    private static @Nullable Binary binary(byte @Nullable [] bytes) {
        return bytes == null ? null : new Binary(bytes);
    }

    private static byte @Nullable [] bytes(@Nullable Binary binary) {
        return binary == null ? null : binary.getData();
    }
}
