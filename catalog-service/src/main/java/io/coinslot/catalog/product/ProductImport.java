package io.coinslot.catalog.product;

import java.time.Instant;
import java.util.List;

/**
 * An import that was checked as a whole and accepted.
 *
 * @param importId derived from client and Idempotency-Key
 * @param productCount how many products it holds
 * @param rows what is to be applied; empty once it is
 */
public record ProductImport(
        String importId, String serviceId, int productCount, List<Row> rows, Instant acceptedAt, boolean applied) {
    public ProductImport {
        rows = List.copyOf(rows);
    }

    static ProductImport accepted(String importId, String serviceId, List<Row> rows, Instant at) {
        return new ProductImport(importId, serviceId, rows.size(), rows, at, false);
    }

    ProductImport whenApplied() {
        return new ProductImport(importId, serviceId, productCount, List.of(), acceptedAt, true);
    }

    /** One product of the import. */
    public record Row(ProductId productId, ProductDetails details) {}
}
