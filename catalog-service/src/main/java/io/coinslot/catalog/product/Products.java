package io.coinslot.catalog.product;

import io.coinslot.catalog.request.Version;
import io.coinslot.servicekit.aggregate.Aggregates;
import io.coinslot.servicekit.aggregate.Committed;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Stored;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The products of all services. */
final class Products {
    private final Aggregates<Product, Product> aggregates;

    Products(Aggregates<Product, Product> aggregates) {
        this.aggregates = aggregates;
    }

    @Nullable
    Product find(String serviceId, ProductId productId) {
        Stored<Product> stored = aggregates.find(productId.in(serviceId));
        return stored == null ? null : stored.state();
    }

    /**
     * Creates or changes a product.
     *
     * @param ifMatch entity tag that the version must have, or null
     */
    Committed<Product> put(
            String serviceId, ProductId productId, ProductDetails details, @Nullable String ifMatch, Instant at) {
        return aggregates.handleAndWait(productId.in(serviceId), known -> {
            Version.requireMatch(ifMatch, known == null ? 0 : known.version());
            return decided(
                    known,
                    known == null ? Product.created(serviceId, productId, details, at) : known.with(details, at));
        });
    }

    /** Applies one product of an import; see {@link Product#imported}. */
    CompletionStage<Committed<Product>> putImported(ProductImport from, ProductImport.Row row) {
        return aggregates.handle(
                row.productId().in(from.serviceId()),
                known -> decided(
                        known,
                        Product.imported(
                                known,
                                from.serviceId(),
                                row.productId(),
                                row.details(),
                                from.importId(),
                                from.acceptedAt())));
    }

    /** An import, or a wish for what is there, that is remembered without another change is news to nobody. */
    private static Decision<Product, Product, Product> decided(@Nullable Product known, Product changed) {
        if (changed == known) {
            return Decision.unchanged(changed);
        }
        boolean newVersion = known == null || known.version() != changed.version();
        return Decision.accepted(changed, newVersion ? List.of(changed) : List.of(), changed);
    }
}
