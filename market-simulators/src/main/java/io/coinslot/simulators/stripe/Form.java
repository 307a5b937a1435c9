package io.coinslot.simulators.stripe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request's parameters, from its body or query, as Stripe reads them. */
record Form(Map<String, String> fields) {
    private static final int LONGEST_PAGE = 100;
    private static final int USUAL_PAGE = 10;
    private static final int MOST_AMOUNT_DIGITS = 8;

    @Nullable
    String text(String name) {
        String value = fields.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    String required(String name) {
        String value = text(name);
        if (value == null) {
            throw StripeRefusal.missing(name);
        }
        return value;
    }

    boolean flag(String name) {
        return Boolean.parseBoolean(fields.get(name));
    }

    /** An amount in minor units: whole, more than zero, eight digits at most. */
    long amount(String name) {
        String value = required(name);
        if (!value.matches("-?[0-9]+")) {
            throw StripeRefusal.invalid("parameter_invalid_integer", name, "Invalid integer: " + value);
        }
        if (value.startsWith("-") || value.matches("0+")) {
            throw StripeRefusal.invalid(
                    "parameter_invalid_integer", name, "This value must be greater than or equal to 1.");
        }
        if (value.length() > MOST_AMOUNT_DIGITS) {
            throw StripeRefusal.invalid("amount_too_large", name, "Amount must be no more than 8 digits.");
        }
        return Long.parseLong(value);
    }

    long number(String name, long otherwise) {
        String value = text(name);
        try {
            return value == null ? otherwise : Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw StripeRefusal.invalid("parameter_invalid_integer", name, "Invalid integer: " + value);
        }
    }

    int limit() {
        long limit = number("limit", USUAL_PAGE);
        if (limit < 1 || limit > LONGEST_PAGE) {
            throw StripeRefusal.invalid(
                    "parameter_invalid_integer", "limit", "This value must be between 1 and " + LONGEST_PAGE + ".");
        }
        return (int) limit;
    }

    /** The entries of a map such as {@code metadata[purchase_id]}. */
    Map<String, String> map(String name) {
        Map<String, String> entries = new LinkedHashMap<>();
        fields.forEach((field, value) -> {
            if (field.startsWith(name + "[") && field.endsWith("]")) {
                entries.put(field.substring(name.length() + 1, field.length() - 1), value);
            }
        });
        return entries;
    }

    /** The entries of a list such as {@code expand[0]} or {@code expand[]}. */
    List<String> list(String name) {
        return fields.entrySet().stream()
                .filter(field -> field.getKey().startsWith(name + "["))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Whether a moment lies within {@code created}, given exactly or by bounds. */
    boolean includes(long created) {
        return number("created", created) == created
                && created >= number("created[gte]", created)
                && created > number("created[gt]", created - 1)
                && created <= number("created[lte]", created)
                && created < number("created[lt]", created + 1);
    }
}
