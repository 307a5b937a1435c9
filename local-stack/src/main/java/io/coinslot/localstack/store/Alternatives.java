package io.coinslot.localstack.store;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A query of which one condition is an {@code $or}, taken apart.
 *
 * @param queries one for each alternative, which also demands everything else that the query does
 */
record Alternatives(List<Document> queries) {
    private static final String AND = "$and";
    private static final String OR = "$or";

    /** One for each {@code $or} of the query; what has none to choose from is for the library to refuse. */
    static List<Alternatives> of(Document query) {
        List<Document> conditions = new ArrayList<>();
        collect(query, conditions);
        List<Alternatives> found = new ArrayList<>();
        for (Document condition : conditions) {
            if (condition.get(OR) instanceof Collection<?> alternatives && !alternatives.isEmpty()) {
                List<Document> others =
                        conditions.stream().filter(other -> other != condition).toList();
                found.add(new Alternatives(withEach(alternatives, others)));
            }
        }
        return found;
    }

    /** Single conditions, all of which must hold. */
    private static void collect(Document query, List<Document> conditions) {
        query.forEach((field, condition) -> {
            if (field.equals(AND) && condition instanceof Collection<?> parts) {
                parts.forEach(part -> collect((Document) part, conditions));
            } else {
                conditions.add(new Document(field, condition));
            }
        });
    }

    private static List<Document> withEach(Collection<?> alternatives, List<Document> others) {
        return alternatives.stream()
                .map(alternative -> {
                    List<Object> all = new ArrayList<>(others);
                    all.addFirst(alternative);
                    return new Document(AND, all);
                })
                .toList();
    }
}
