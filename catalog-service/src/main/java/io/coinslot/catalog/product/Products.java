package io.coinslot.catalog.product;

import io.coinslot.catalog.request.Version;
import io.coinslot.servicekit.aggregate.Aggregates;
import io.coinslot.servicekit.aggregate.Committed;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.servicekit.aggregate.VersionWatch;
import io.coinslot.servicekit.http.AwaitedVersion;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The products of all services. */
final class Products {
    private final Aggregates<Product, Product> aggregates;
    private final VersionWatch<Product> watch;

    Products(Aggregates<Product, Product> aggregates, VersionWatch<Product> watch) {
        this.aggregates = aggregates;
        this.watch = watch;
    }

    /** The product once it has the version, or as it is when the time is over; null if there is none. */
    @Nullable
    Product find(String serviceId, ProductId productId, AwaitedVersion awaited) {
        Stored<Product> stored =
                watch.read(productId.in(serviceId), awaited.minVersion(), awaited.atMost(), product -> true);
        return stored == null ? null : stored.state();
    }

    /** What came of a wish: the product as it is now, and whether it was not there before. */
    record Put(Product product, boolean created) {}

    /**
     * Creates or changes a product.
     *
     * @param ifMatch entity tag that the version must have, or null
     */
    Committed<Put> put(
            String serviceId, ProductId productId, ProductDetails details, @Nullable String ifMatch, Instant at) {
        return aggregates.handleAndWait(productId.in(serviceId), known -> {
            Version.requireMatch(ifMatch, known == null ? 0 : known.version());
            Product put = known == null ? Product.created(serviceId, productId, details, at) : known.with(details, at);
            return decided(known, put, new Put(put, known == null));
        });
    }

    /** Applies one product of an import; see {@link Product#imported}. */
    CompletionStage<Committed<Product>> putImported(ProductImport from, ProductImport.Row row) {
        return aggregates.handle(row.productId().in(from.serviceId()), known -> {
            Product imported = Product.imported(
                    known, from.serviceId(), row.productId(), row.details(), from.importId(), from.acceptedAt());
            return decided(known, imported, imported);
        });
    }

    /**
     * Publishes a product once more as it is.
     *
     * @param key of the product's document
     */
    CompletionStage<Committed<Boolean>> tellAgain(String key) {
        return aggregates.handle(
                key,
                known -> known == null ? Decision.unchanged(false) : Decision.accepted(known, List.of(known), true));
    }

    /** An import, or a wish for what is there, that is remembered without another change is news to nobody. */
    private static <R> Decision<Product, Product, R> decided(@Nullable Product known, Product changed, R result) {
        if (changed == known) {
            return Decision.unchanged(result);
        }
        boolean newVersion = known == null || known.version() != changed.version();
        return Decision.accepted(changed, newVersion ? List.of(changed) : List.of(), result);
    }
}
