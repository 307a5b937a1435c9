package io.coinslot.localstack.store;

import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds an index for a query. The library uses one only if the query names exactly its fields; here an index also
 * serves a query with further conditions, such as {@code {_id, version}}, since every candidate is matched against the
 * whole query afterwards.
 */
final class IndexChoice {
    private static final int MOST_LOOK_UPS = 100_000;

    private IndexChoice() {}

    /**
     * Slots that may match.
     *
     * @param inOrder whether they come in the order that was asked for
     */
    record Candidates(Iterable<Integer> slots, boolean inOrder) {}

    /** The slots that may match, or null if only a scan can tell. */
    static @Nullable Candidates find(List<Index<Integer>> indexes, Document query, @Nullable Document orderBy) {
        Candidates equal = equal(indexes, query, orderBy);
        if (equal != null) {
            return equal;
        }
        Candidates union = union(indexes, query);
        return union == null ? candidates(best(indexes, query, orderBy)) : union;
    }

    /** Of an index whose first field, or all of whose fields if it is unique, must equal something. */
    private static @Nullable Candidates equal(
            List<Index<Integer>> indexes, Document query, @Nullable Document orderBy) {
        Conditions conditions = new Conditions(query);
        for (Index<Integer> index : indexes) {
            List<Document> parts = index.isUnique() ? exactParts(index, conditions) : null;
            if (parts != null) {
                return new Candidates(slots(index, parts), false);
            }
        }
        IndexScan best = best(indexes, query, orderBy);
        return best != null && best.hasEquality() ? candidates(best) : null;
    }

    private static @Nullable IndexScan best(List<Index<Integer>> indexes, Document query, @Nullable Document orderBy) {
        Conditions conditions = new Conditions(query);
        return indexes.stream()
                .filter(SortedIndex.class::isInstance)
                .map(index -> new IndexScan((SortedIndex) index, conditions, orderBy))
                .filter(IndexScan::isUseful)
                .max(IndexScan.BY_USE)
                .orElse(null);
    }

    private static @Nullable Candidates candidates(@Nullable IndexScan scan) {
        return scan == null ? null : new Candidates(scan.slots(), scan.isInOrder());
    }

    /** What matches one of several alternatives is among the candidates of one, if each demands equality. */
    private static @Nullable Candidates union(List<Index<Integer>> indexes, Document query) {
        for (Alternatives alternatives : Alternatives.of(query)) {
            Set<Integer> slots = new LinkedHashSet<>();
            if (alternatives.queries().stream().allMatch(each -> addEqual(indexes, each, slots))) {
                return new Candidates(slots, false);
            }
        }
        return null;
    }

    private static boolean addEqual(List<Index<Integer>> indexes, Document query, Set<Integer> slots) {
        Candidates found = equal(indexes, query, null);
        if (found != null) {
            found.slots().forEach(slots::add);
        }
        return found != null;
    }

    /** The query's conditions as look-ups in a unique index, or null if a field is left open. */
    private static @Nullable List<Document> exactParts(Index<Integer> index, Conditions conditions) {
        List<Document> parts = List.of(new Document());
        for (IndexKey key : index.getKeys()) {
            List<?> values = conditions.values(key.getKey());
            if (values == null || (long) parts.size() * values.size() > MOST_LOOK_UPS) {
                return null;
            }
            List<Document> longer = new ArrayList<>();
            for (Document part : parts) {
                values.forEach(value -> longer.add(part.clone().append(key.getKey(), value)));
            }
            parts = longer;
        }
        return parts;
    }

    private static Iterable<Integer> slots(Index<Integer> index, List<Document> parts) {
        Set<Integer> slots = new LinkedHashSet<>();
        parts.forEach(part -> index.getPositions(part).forEach(slots::add));
        return slots;
    }
}
