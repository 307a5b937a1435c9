package io.coinslot.billing.information.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.PurchaseStatus;
import io.coinslot.servicekit.key.SealedTally;
import io.coinslot.servicekit.mongo.MongoAggregateStore;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Counts the client secrets of purchases that can still be paid by the key they are sealed under. Nothing seals them
 * anew: they are opened for as long as a purchase can be paid, and never again.
 */
public final class SealedClientSecrets {
    private static final String SECRET = "state.payment.preparation.sealedClientSecret";
    /** What can be paid waits for its end with a task, so that the index of tasks finds it. */
    private static final Bson WITH_SECRET = Filters.and(
            Filters.gt("tasks.visibleAt", new Date(0)),
            Filters.in(
                    "state.status",
                    Arrays.stream(PurchaseStatus.values())
                            .filter(PurchaseStatus::isPayable)
                            .map(PurchaseStatus::name)
                            .toList()),
            Filters.gt(SECRET, ""));

    private final MongoCollection<Document> purchases;

    public SealedClientSecrets(MongoAggregateStore<Purchase> store) {
        purchases = store.collection().withDocumentClass(Document.class);
    }

    public SealedTally count() {
        SealedTally tally = new SealedTally();
        try (MongoCursor<Document> found = purchases
                .find(WITH_SECRET)
                .projection(Projections.include(SECRET))
                .iterator()) {
            found.forEachRemaining(purchase -> tally.add(secret(purchase), purchase.getString("_id")));
        }
        return tally;
    }

    private static byte[] secret(Document purchase) {
        return Base64.getDecoder().decode(purchase.getEmbedded(List.of(SECRET.split("\\.")), String.class));
    }
}
