package io.coinslot.catalog.product;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A product of a service.
 *
 * @param recentImports ids of the imports that were applied last, so that none is applied twice
 * @param version rises by one with each change
 * @param confirmedAt when somebody last wanted it as it was already, which is no change; null if nobody did since, and in
 *     documents of an older version
 */
public record Product(
        String serviceId,
        ProductId productId,
        ProductDetails details,
        List<String> recentImports,
        Instant createdAt,
        Instant updatedAt,
        long version,
        @Nullable Instant confirmedAt) {
    /** More imports than this of one product will not be under way at once. */
    private static final int MOST_IMPORTS_KEPT = 8;

    public Product {
        recentImports = List.copyOf(recentImports);
    }

    static Product created(String serviceId, ProductId productId, ProductDetails details, Instant at) {
        return new Product(serviceId, productId, details, List.of(), at, at, 1, null);
    }

    /**
     * With these details. If they are the same it stays what it is, of the same version, but that they were wanted is
     * remembered: an import that was accepted earlier must not take their place.
     */
    Product with(ProductDetails changed, Instant at) {
        if (!changed.equals(details)) {
            return new Product(serviceId, productId, changed, recentImports, createdAt, at, version + 1, null);
        }
        return isDecidedAfter(at.minusMillis(1))
                ? this
                : new Product(serviceId, productId, details, recentImports, createdAt, updatedAt, version, at);
    }

    /** Whether what it is now was wanted after this. */
    private boolean isDecidedAfter(Instant at) {
        return updatedAt.isAfter(at) || (confirmedAt != null && confirmedAt.isAfter(at));
    }

    /**
     * The product after an import, which creates it if need be. An import that was applied before changes nothing, nor
     * does one that was accepted before the product was last put as it is, changed or not: what is done late or again
     * after a crash must not undo newer work. An import that finds its details there already is remembered all the same,
     * or it would undo the change that comes next.
     */
    static Product imported(
            @Nullable Product known,
            String serviceId,
            ProductId productId,
            ProductDetails details,
            String importId,
            Instant at) {
        if (known == null) {
            return created(serviceId, productId, details, at).rememberingImport(importId);
        }
        boolean over = known.recentImports.contains(importId) || known.isDecidedAfter(at);
        return over ? known : known.with(details, at).rememberingImport(importId);
    }

    private Product rememberingImport(String importId) {
        List<String> imports = new ArrayList<>(recentImports);
        imports.add(importId);
        if (imports.size() > MOST_IMPORTS_KEPT) {
            imports.removeFirst();
        }
        return new Product(serviceId, productId, details, imports, createdAt, updatedAt, version, confirmedAt);
    }
}
