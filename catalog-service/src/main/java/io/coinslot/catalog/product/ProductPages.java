package io.coinslot.catalog.product;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists the products of a service in the order of their ids. */
interface ProductPages {
    /**
     * @param after the id that the page begins after, or null for the first page
     * @return at most limit products
     */
    List<Product> page(String serviceId, @Nullable ProductId after, int limit);

    /** How many of these products the service has. */
    int countOf(String serviceId, List<ProductId> ids);

    /** How many products the service has, counted up to so many: it takes longer the more there are. */
    int count(String serviceId, int most);
}
