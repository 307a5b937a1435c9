package io.coinslot.catalog.republication;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.coinslot.servicekit.aggregate.Committed;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * The states of one kind, as they are stored.
 *
 * @param telling publishes the one of this id once more; false if there is none any more
 */
public record StoredStates(
        MongoCollection<?> collection, Function<String, CompletionStage<Committed<Boolean>>> telling) {
    private static final String ID = "_id";

    /**
     * The ids that follow, in their order.
     *
     * @param last the one before them, or null
     */
    List<String> idsAfter(@Nullable String last, int most) {
        return collection
                .withDocumentClass(Document.class)
                .find(last == null ? Filters.empty() : Filters.gt(ID, last))
                .projection(Projections.include(ID))
                .sort(Sorts.ascending(ID))
                .limit(most)
                .map(document -> document.getString(ID))
                .into(new ArrayList<>());
    }
}
