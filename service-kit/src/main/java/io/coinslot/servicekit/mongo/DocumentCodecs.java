package io.coinslot.servicekit.mongo;

import com.mongodb.MongoClientSettings;
import java.lang.reflect.RecordComponent;
import org.bson.BsonReader;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.configuration.CodecProvider;
import org.bson.codecs.configuration.CodecRegistries;
import org.bson.codecs.configuration.CodecRegistry;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * How Java types lie in documents: the driver's own codecs (records, enums, instants), and besides them money as
 * {currency, minorUnits} and ids (records with one String component named value) as plain strings.
 */
public final class DocumentCodecs {
    private static final CodecRegistry REGISTRY = CodecRegistries.fromRegistries(
            CodecRegistries.fromCodecs(new MoneyCodec()),
            CodecRegistries.fromProviders(new ValueRecordProvider()),
            MongoClientSettings.getDefaultCodecRegistry());

    private DocumentCodecs() {}

    public static CodecRegistry registry() {
        return REGISTRY;
    }

    private static final class MoneyCodec implements Codec<Money> {
        @Override
        public Money decode(BsonReader reader, DecoderContext context) {
            reader.readStartDocument();
            String currency = reader.readString("currency");
            long minorUnits = reader.readInt64("minorUnits");
            reader.readEndDocument();
            return Money.ofMinor(CurrencyUnit.of(currency), minorUnits);
        }

        @Override
        public void encode(BsonWriter writer, Money money, EncoderContext context) {
            writer.writeStartDocument();
            writer.writeString("currency", money.getCurrencyUnit().getCode());
            writer.writeInt64("minorUnits", money.getAmountMinorLong());
            writer.writeEndDocument();
        }

        @Override
        public Class<Money> getEncoderClass() {
            return Money.class;
        }
    }

    /** Ids validate themselves in their constructor, so decoding goes through it. */
    private static final class ValueRecordProvider implements CodecProvider {
        @Override
        public <T> @Nullable Codec<T> get(Class<T> type, CodecRegistry registry) {
            if (!type.isRecord()) {
                return null;
            }
            RecordComponent[] components = type.getRecordComponents();
            boolean isValue = components.length == 1
                    && components[0].getName().equals("value")
                    && components[0].getType() == String.class;
            return isValue ? new ValueRecordCodec<>(type, components[0]) : null;
        }
    }

    private record ValueRecordCodec<T>(Class<T> type, RecordComponent value) implements Codec<T> {
        @Override
        public T decode(BsonReader reader, DecoderContext context) {
            try {
                var constructor = type.getDeclaredConstructor(String.class);
                constructor.setAccessible(true);
                return constructor.newInstance(reader.readString());
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("cannot read a " + type.getName(), e);
            }
        }

        @Override
        public void encode(BsonWriter writer, T id, EncoderContext context) {
            try {
                value.getAccessor().setAccessible(true);
                writer.writeString((String) value.getAccessor().invoke(id));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("cannot write a " + type.getName(), e);
            }
        }

        @Override
        public Class<T> getEncoderClass() {
            return type;
        }
    }
}
