package io.coinslot.catalog.product;

import io.coinslot.catalog.CatalogProblem;
import io.coinslot.servicekit.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Bounds how many products a service has: what sells them keeps the products of all services in memory. Products are
 * counted seldom: once they were, a part of the room that was left is filled without counting, so that a catalog is not
 * read once for each of its products. Requests at the same moment, or at many instances, may go a little beyond it.
 */
final class ProductRoom {
    /** So many instances may fill their parts without going beyond the bound. */
    private static final int PARTS = 8;

    private final Map<String, Integer> uncounted = new ConcurrentHashMap<>();
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
        if (fresh > 0 && !takeUncounted(serviceId, fresh)) {
            count(serviceId, fresh);
        }
    }

    private boolean takeUncounted(String serviceId, int fresh) {
        boolean[] taken = {false};
        uncounted.computeIfPresent(serviceId, (id, left) -> {
            taken[0] = fresh <= left;
            return taken[0] ? left - fresh : left;
        });
        return taken[0];
    }

    private void count(String serviceId, int fresh) {
        int left = mostProducts - pages.count(serviceId, mostProducts) - fresh;
        uncounted.put(serviceId, Math.max(0, left) / PARTS);
        if (left < 0) {
            throw Problem.of(
                            CatalogProblem.TOO_MANY_PRODUCTS,
                            "A service may have " + mostProducts + " products; change one that is no longer sold")
                    .asException();
        }
    }
}
