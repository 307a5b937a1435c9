package io.coinslot.client;

import static io.coinslot.client.Call.segment;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a game sells. */
public final class Products {
    private static final String PATH = "/v1/products";

    private final Transport transport;

    Products(Transport transport) {
        this.transport = transport;
    }

    /** Registers the product, or replaces what is registered. */
    public Product put(String productId, ProductDefinition definition) {
        return transport.send(Call.put(path(productId), definition), Product.class);
    }

    /** Replaces one version; {@link CoinslotException.Conflict} if another one has taken its place. */
    public Product putIfVersion(String productId, ProductDefinition definition, long version) {
        return transport.send(Call.putIfVersion(path(productId), definition, version), Product.class);
    }

    public Product get(String productId) {
        return transport.send(Call.get(path(productId)), Product.class);
    }

    /** All products, read page by page as the stream is used. */
    public Stream<Product> list() {
        return Page.stream(cursor -> transport.sendForPage(Call.get(PATH).query("cursor", cursor), Product.class));
    }

    /** Registers all products of a CSV file or none; the problem names the rows that are wrong. */
    public ImportResult importCsv(String csv) {
        return importCsv(Call.post(PATH + ":import", null), csv);
    }

    /** The same under the caller's idempotency key: repeated with the same key it is one import. */
    public ImportResult importCsv(String csv, String idempotencyKey) {
        return importCsv(Call.post(PATH + ":import", idempotencyKey), csv);
    }

    /**
     * Registers all of these products (5,000 at most) or none, by their ids; the problem names those that are wrong.
     */
    public ImportResult importAll(Map<String, ProductDefinition> products) {
        return importAll(Call.post(PATH + ":import", null), products);
    }

    /** The same under the caller's idempotency key: repeated with the same key it is one import. */
    public ImportResult importAll(Map<String, ProductDefinition> products, String idempotencyKey) {
        return importAll(Call.post(PATH + ":import", idempotencyKey), products);
    }

    private ImportResult importAll(Call call, Map<String, ProductDefinition> products) {
        List<Imported> items = products.entrySet().stream()
                .map(product -> new Imported(product.getKey(), product.getValue()))
                .toList();
        return transport.send(call.json(Map.of("items", items)), ImportResult.class);
    }

    private record Imported(String productId, @JsonUnwrapped ProductDefinition definition) {}

    private ImportResult importCsv(Call call, String csv) {
        return transport.send(call.content("text/csv", csv.getBytes(StandardCharsets.UTF_8)), ImportResult.class);
    }

    private static String path(String productId) {
        return PATH + "/" + segment(productId);
    }

    /** How many products were taken in. */
    public record ImportResult(int imported) {}
}
