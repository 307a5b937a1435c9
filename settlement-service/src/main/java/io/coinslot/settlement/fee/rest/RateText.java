package io.coinslot.settlement.fee.rest;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/**
 * Takes a rate for its text, whether it is sent as a text or as a number: what was written, which no float has touched here.
 * One that a float has touched elsewhere has more decimal places than a rate may have.
 */
final class RateText extends StdScalarDeserializer<String> {
    RateText() {
        super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) {
        return switch (parser.currentToken()) {
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getString();
            default -> (String) context.handleUnexpectedToken(String.class, parser);
        };
    }
}
