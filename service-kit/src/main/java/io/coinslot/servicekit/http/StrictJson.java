package io.coinslot.servicekit.http;

import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.problem.UnreadableBody;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionConfigs;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.MutableCoercionConfig;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * Reads JSON that callers of ours send, word for word: a number is no text and a text no number, a field stands once, and
 * there is none that is not known. What has a misspelt or an uncertain amount would else be taken for something that its
 * caller never meant. Bodies of controllers are read so without their asking. What others answer us, and what we stored,
 * is not for it: that may have fields that are newer than we.
 */
public final class StrictJson {
    /** Of which a text that is empty or blank would else be none. */
    private static final List<LogicalType> NO_TEXTS = List.of(
            LogicalType.Integer,
            LogicalType.Float,
            LogicalType.Boolean,
            LogicalType.DateTime,
            LogicalType.OtherScalar,
            LogicalType.Enum,
            LogicalType.Collection,
            LogicalType.Map,
            LogicalType.POJO);

    private final JsonMapper mapper;

    /** @param json from which all the rest is taken over, such as how answers are written */
    public StrictJson(JsonMapper json) {
        mapper = json.rebuild()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(LogicalType.Textual, StrictJson::refuseOtherScalars)
                .withCoercionConfig(LogicalType.Enum, StrictJson::refuseOtherScalars)
                .withAllCoercionConfigs(StrictJson::refuseEmptyTexts)
                .build();
    }

    private static void refuseOtherScalars(MutableCoercionConfig texts) {
        texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
    }

    private static void refuseEmptyTexts(CoercionConfigs all) {
        NO_TEXTS.forEach(type ->
                all.findOrCreateCoercion(type).setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail));
    }

    /** For frameworks that read by themselves; it writes as the one it was made from. */
    public JsonMapper mapper() {
        return mapper;
    }

    /** A body as a whole, or a 400 that names the field. */
    public <T> T read(InputStream body, Class<T> type) {
        try {
            return present(mapper.readValue(body, type), "");
        } catch (JacksonException e) {
            throw UnreadableBody.problem(e).asException();
        }
    }

    /** The same, of a body that is there already. */
    public <T> T read(byte[] body, Class<T> type) {
        try {
            return present(mapper.readValue(body, type), "");
        } catch (JacksonException e) {
            throw UnreadableBody.problem(e).asException();
        }
    }

    /**
     * One item of a body whose items are answered one by one, or a 400 that names the field.
     *
     * @param at JSON pointer to the item within the body
     */
    public <T> T item(JsonNode item, String at, Class<T> type) {
        try {
            return present(mapper.treeToValue(item, type), at);
        } catch (JacksonException e) {
            throw UnreadableBody.problem(e, at).asException();
        }
    }

    private static <T> T present(@Nullable T read, String at) {
        if (read == null) {
            throw Problem.invalid(at, "is missing").asException();
        }
        return read;
    }
}
