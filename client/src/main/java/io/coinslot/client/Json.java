package io.coinslot.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON as the API speaks it: unknown fields and enum values are taken in, nulls are left out. */
final class Json {
    private static final JsonSetter.Value EMPTY_FOR_NULL = JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY);

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(EnumFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .withConfigOverride(List.class, list -> list.setNullHandling(EMPTY_FOR_NULL))
            .withConfigOverride(Map.class, map -> map.setNullHandling(EMPTY_FOR_NULL))
            .build();

    private Json() {}

    static byte[] write(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    static <T> T read(byte[] json, Class<T> type) {
        return read(json, MAPPER.constructType(type));
    }

    static <T> T read(byte[] json, TypeReference<T> type) {
        return read(json, MAPPER.constructType(type.getType()));
    }

    static <T> Page<T> readPage(byte[] json, Class<T> itemType) {
        return read(json, MAPPER.getTypeFactory().constructParametricType(Page.class, itemType));
    }

    static <T> List<T> readList(byte[] json, Class<T> itemType) {
        return read(json, MAPPER.getTypeFactory().constructCollectionType(List.class, itemType));
    }

    private static <T> T read(byte[] json, JavaType type) {
        @Nullable T value;
        try {
            value = MAPPER.readValue(json, type);
        } catch (JacksonException | IllegalArgumentException e) {
            throw new CoinslotException.UnreadableAnswer("cannot read the JSON as " + type.toCanonical(), e);
        }
        if (value == null) {
            throw new CoinslotException.UnreadableAnswer("the JSON is null", null);
        }
        return value;
    }
}
