package io.coinslot.catalog.product;

import io.coinslot.servicekit.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of products.
 *
 * @param nextCursor what to send as cursor for the next page, or null at the end
 */
record ProductPage(List<ProductView> items, @Nullable String nextCursor) {
    static final int MOST_ITEMS = 200;

    static ProductPage of(List<Product> found, int limit) {
        List<Product> items = found.subList(0, Math.min(limit, found.size()));
        String next = found.size() > limit ? cursor(items.getLast().productId()) : null;
        return new ProductPage(items.stream().map(ProductView::of).toList(), next);
    }

    static @Nullable ProductId after(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        try {
            byte[] id = Base64.getUrlDecoder().decode(cursor);
            return ProductId.parse(new String(id, StandardCharsets.UTF_8), "cursor");
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("cursor", "must be the nextCursor of a page").asException();
        }
    }

    private static String cursor(ProductId id) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id.value().getBytes(StandardCharsets.UTF_8));
    }
}
