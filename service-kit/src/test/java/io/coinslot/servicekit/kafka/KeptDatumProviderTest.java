package io.coinslot.servicekit.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.schemas.billing.PurchaseCompleted;
import io.coinslot.schemas.billing.PurchaseEventEnvelope;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeptDatumProviderTest {
    private static final Schema SCHEMA = PurchaseEventEnvelope.getClassSchema();
    private static final Schema EQUAL_SCHEMA = new Schema.Parser().parse(SCHEMA.toString());

    private final KeptDatumProvider<PurchaseEventEnvelope> provider = new KeptDatumProvider<>();
    private final PurchaseEventEnvelope event = PurchaseEventEnvelope.newBuilder()
            .setEventId("e1")
            .setPurchaseId("p1")
            .setSequence(1)
            .setServiceId("arcade")
            .setOccurredAt(Instant.EPOCH)
            .setEvent(new PurchaseCompleted())
            .build();

    @BeforeEach
    void readSpecificRecords() {
        provider.setUseSpecificAvroReader(true);
    }

    @Test
    void keepsTheReaderAndTheWriterOfASchema() {
        assertThat(provider.createDatumReader(SCHEMA)).isSameAs(provider.createDatumReader(SCHEMA));
        assertThat(provider.createDatumWriter(event, SCHEMA)).isSameAs(provider.createDatumWriter(event, SCHEMA));
    }

    @Test
    void readsWhatItWroteByEitherOfTwoEqualSchemas() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        provider.createDatumWriter(event, SCHEMA).write(event, encoder);
        encoder.flush();
        for (Schema schema : new Schema[] {SCHEMA, EQUAL_SCHEMA}) {
            assertThat(provider.createDatumReader(schema)
                            .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null)))
                    .isEqualTo(event);
        }
    }
}
