package io.coinslot.simulators.control;

import io.coinslot.simulators.money.Amount;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a control request's body, refusing what is missing or malformed by the name of its field. */
public record Input(JsonNode body) {

    /** A text that has to be there. */
    public String text(String field) {
        String value = optionalText(field);
        if (value == null) {
            throw ControlRefusal.invalid("/" + field, "is required");
        }
        return value;
    }

    /** A text that may be absent; it is also looked for inside {@code binding}. */
    public @Nullable String optionalText(String field) {
        JsonNode node =
                body.hasNonNull(field) ? body.path(field) : body.path("binding").path(field);
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        if (!node.isString()) {
            throw ControlRefusal.invalid("/" + field, "must be text");
        }
        return node.stringValue();
    }

    /** A text with a default. */
    public String text(String field, String otherwise) {
        String value = optionalText(field);
        return value == null ? otherwise : value;
    }

    /** A whole number within bounds, with a default. */
    public int number(String field, int otherwise, int least, int most) {
        JsonNode node = body.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return otherwise;
        }
        if (!node.isInt() || node.intValue() < least || node.intValue() > most) {
            throw ControlRefusal.invalid("/" + field, "must be a whole number from " + least + " to " + most);
        }
        return node.intValue();
    }

    /** This, of which the field is an object if it is there at all. */
    public Input withObject(String field) {
        JsonNode node = body.path(field);
        if (!node.isMissingNode() && !node.isNull() && !node.isObject()) {
            throw ControlRefusal.invalid("/" + field, "must be an object");
        }
        return this;
    }

    /** A truth value with a default. */
    public boolean flag(String field, boolean otherwise) {
        JsonNode node = body.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return otherwise;
        }
        if (!node.isBoolean()) {
            throw ControlRefusal.invalid("/" + field, "must be true or false");
        }
        return node.booleanValue();
    }

    /** A share from 0 to 1, where true means 1. */
    public double share(String field) {
        JsonNode node = body.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return 0;
        }
        if (node.isBoolean()) {
            return node.booleanValue() ? 1 : 0;
        }
        if (!node.isNumber() || node.doubleValue() < 0 || node.doubleValue() > 1) {
            throw ControlRefusal.invalid("/" + field, "must be a share from 0 to 1, or true or false");
        }
        return node.doubleValue();
    }

    /** A point in time that may be absent. */
    public @Nullable Instant time(String field) {
        String text = optionalText(field);
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw ControlRefusal.invalid("/" + field, "must be an RFC 3339 time in UTC");
        }
    }

    /** Money that may be absent. */
    public @Nullable Amount money(String field) {
        JsonNode node = body.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        try {
            return Amount.of(
                    node.path("amount").asString(), node.path("currency").asString());
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw ControlRefusal.invalid("/" + field, "must be {\"amount\":\"12.34\",\"currency\":\"USD\"}");
        }
    }

    /** One of the constants of an enum, in any case, with a default. */
    public <E extends Enum<E>> E choice(String field, E otherwise) {
        String text = optionalText(field);
        if (text == null) {
            return otherwise;
        }
        try {
            return Enum.valueOf(otherwise.getDeclaringClass(), text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw ControlRefusal.invalid(
                    "/" + field,
                    "must be one of "
                            + java.util.Arrays.toString(
                                    otherwise.getDeclaringClass().getEnumConstants()));
        }
    }

    /** Refuses fields that nobody reads, so that a misspelt one is noticed. */
    public void only(Set<String> fields) {
        for (String field : body.propertyNames()) {
            if (!fields.contains(field)) {
                throw ControlRefusal.invalid("/" + field, "is not one of " + fields);
            }
        }
    }
}
