package io.coinslot.localstack.store;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which documents a partial index holds: those in which each of some fields has one of some texts. An expression that
 * says anything else is left aside, and its index holds every document, as one that only narrows down may.
 */
final class PartialFilter {
    static final PartialFilter ALL = new PartialFilter(List.of());

    private final List<Part> parts;

    private record Part(String field, FieldPath path, Set<?> texts) {
        boolean holds(Document document) {
            Object value = path.single(document);
            if (value != FieldPath.SEVERAL) {
                return value != null && texts.contains(value);
            }
            List<@Nullable Object> values = new ArrayList<>();
            path.collect(document, values);
            return values.stream().anyMatch(each -> each != null && texts.contains(each));
        }
    }

    private PartialFilter(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /** @param expression what a description of an index says under partialFilterExpression, if it does */
    static PartialFilter of(@Nullable Object expression) {
        List<Part> parts = new ArrayList<>();
        return expression instanceof Document document && areRead(document, parts) ? new PartialFilter(parts) : ALL;
    }

    private static boolean areRead(Document expression, List<Part> parts) {
        return expression.entrySet().stream()
                .allMatch(entry -> entry.getKey().equals("$and")
                        ? entry.getValue() instanceof Collection<?> all
                                && all.stream().allMatch(each -> each instanceof Document one && areRead(one, parts))
                        : isRead(entry.getKey(), entry.getValue(), parts));
    }

    private static boolean isRead(String field, @Nullable Object condition, List<Part> parts) {
        boolean isOneCondition = !(condition instanceof Document operators) || operators.size() == 1;
        List<?> texts = new Conditions(new Document(field, condition)).values(field);
        if (!isOneCondition || texts == null || !texts.stream().allMatch(String.class::isInstance)) {
            return false;
        }
        return parts.add(new Part(field, new FieldPath(field), Set.copyOf(texts)));
    }

    boolean isAll() {
        return parts.isEmpty();
    }

    boolean holds(Document document) {
        for (Part part : parts) {
            if (!part.holds(document)) {
                return false;
            }
        }
        return true;
    }

    /** Whether every document that meets the conditions is held. */
    boolean isImpliedBy(Conditions conditions) {
        return parts.stream().allMatch(part -> {
            List<?> values = conditions.values(part.field());
            return values != null && part.texts().containsAll(values);
        });
    }

    /** Whether it narrows by a field that is none of these. */
    boolean narrowsBeside(Collection<String> fields) {
        return parts.stream().anyMatch(part -> !fields.contains(part.field()));
    }
}
