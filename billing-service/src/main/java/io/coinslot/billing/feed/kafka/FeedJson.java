package io.coinslot.billing.feed.kafka;

import io.coinslot.schemas.Money;
import io.coinslot.schemas.billing.PurchaseEventEnvelope;
import io.coinslot.schemas.billing.ReceiptSubmitted;
import io.coinslot.servicekit.money.MoneyText;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** An event as the feed hands it out: the envelope's fields, and the event's own in data. */
final class FeedJson {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String RECEIPT_ID = "receiptId";

    private FeedJson() {}

    static String of(PurchaseEventEnvelope envelope) {
        StringWriter text = new StringWriter(320);
        SpecificRecord event = (SpecificRecord) envelope.getEvent();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringProperty("eventId", envelope.getEventId());
            json.writeStringProperty("purchaseId", envelope.getPurchaseId());
            json.writeNumberProperty("sequence", envelope.getSequence());
            json.writeStringProperty("type", event.getSchema().getName());
            json.writeStringProperty("occurredAt", envelope.getOccurredAt().toString());
            json.writeName("data");
            write(json, event);
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, SpecificRecord event) {
        json.writeStartObject();
        for (Schema.Field field : event.getSchema().getFields()) {
            // What a player holds after paying is worth money: the game has it already, the feed need not carry it.
            if (!(event instanceof ReceiptSubmitted) || field.name().equals(RECEIPT_ID)) {
                json.writeName(field.name());
                write(json, event.get(field.pos()));
            }
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, @Nullable Object value) {
        switch (value) {
            case null -> json.writeNull();
            case Long number -> json.writeNumber(number);
            case Boolean truth -> json.writeBoolean(truth);
            case Instant time -> json.writeString(time.toString());
            case Money money -> write(json, MoneyText.ofMinor(money.getCurrency(), money.getMinorUnits()));
            case Map<?, ?> map -> write(json, map);
            case List<?> list -> write(json, list);
            case SpecificRecord part -> write(json, part);
            default -> json.writeString(value.toString());
        }
    }

    private static void write(JsonGenerator json, MoneyText money) {
        json.writeStartObject();
        json.writeStringProperty("amount", money.amount());
        json.writeStringProperty("currency", money.currency());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, List<?> list) {
        json.writeStartArray();
        list.forEach(value -> write(json, value));
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, Map<?, ?> map) {
        json.writeStartObject();
        map.forEach((name, value) -> json.writeStringProperty(String.valueOf(name), String.valueOf(value)));
        json.writeEndObject();
    }
}
