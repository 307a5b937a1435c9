package io.coinslot.localstack.store;

import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a query demands of single fields, all of which must hold: drivers write several as {@code $and}. */
final class Conditions {
    private final Map<String, Object> byField = new HashMap<>();

    Conditions(Document query) {
        collect(query);
    }

    private void collect(Document query) {
        query.forEach((field, condition) -> {
            if (field.equals("$and") && condition instanceof Collection<?> parts) {
                parts.forEach(part -> collect((Document) part));
            } else if (!field.startsWith("$") && condition != null) {
                byField.putIfAbsent(field, condition);
            }
        });
    }

    /** The values of which the field must have one, if the query says so; null if it does not, or says null. */
    @Nullable
    List<?> values(String field) {
        Object condition = byField.get(field);
        if (condition == null
                || condition instanceof Collection
                || BsonRegularExpression.isRegularExpression(condition)) {
            return null;
        }
        if (condition instanceof Document operators && isOperators(operators)) {
            Object equal = operators.get("$eq");
            if (operators.get("$in") instanceof Collection<?> choices) {
                return usable(choices) ? List.copyOf(choices) : null;
            }
            return equal == null || equal instanceof Collection ? null : List.of(equal);
        }
        return List.of(condition);
    }

    private static boolean usable(Collection<?> choices) {
        return choices.stream()
                .noneMatch(choice -> choice == null
                        || choice instanceof Collection
                        || BsonRegularExpression.isRegularExpression(choice));
    }

    /** The value of an operator such as {@code $gt} on the field. */
    @Nullable
    Object operator(String field, String operator) {
        return byField.get(field) instanceof Document operators && isOperators(operators)
                ? operators.get(operator)
                : null;
    }

    private static boolean isOperators(Document document) {
        return !document.isEmpty() && document.keySet().iterator().next().startsWith("$");
    }
}
