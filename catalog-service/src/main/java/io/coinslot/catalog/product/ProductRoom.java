package io.coinslot.catalog.product;

import io.coinslot.catalog.CatalogProblem;
import io.coinslot.servicekit.problem.Problem;
import java.util.List;

/**
 * Bounds how many products a service has: what sells them keeps the products of all services in memory. Requests at the
 * same moment may go a little beyond it.
 */
final class ProductRoom {
    private final ProductPages pages;
    private final int mostProducts;

    /** @param mostProducts of one service */
    ProductRoom(ProductPages pages, int mostProducts) {
        this.pages = pages;
        this.mostProducts = mostProducts;
    }

    /** Refuses with 409 if the service would have too many products with these. Those that it has may change. */
    void requireFor(String serviceId, List<ProductId> wanted) {
        int fresh = wanted.size() - pages.countOf(serviceId, wanted);
        if (fresh > 0 && pages.hasAtLeast(serviceId, mostProducts - fresh + 1)) {
            throw Problem.of(
                            CatalogProblem.TOO_MANY_PRODUCTS,
                            "A service may have " + mostProducts + " products; change one that is no longer sold")
                    .asException();
        }
    }
}
