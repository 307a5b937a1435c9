package io.coinslot.catalog.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coinslot.houserules.AdvancingClock;
import io.coinslot.servicekit.aggregate.AggregateStore.StoreUnavailable;
import io.coinslot.servicekit.aggregate.Aggregates;
import io.coinslot.servicekit.aggregate.Committed;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.LocalAggregates;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.servicekit.aggregate.VersionWatch;
import io.coinslot.servicekit.http.AwaitedVersion;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProductImportsTest {
    private static final AwaitedVersion AT_ONCE = new AwaitedVersion(0, Duration.ZERO);
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    private final FailingAfter products = new FailingAfter();
    private final AdvancingClock clock = AdvancingClock.standingAt(NOW.toString());
    private final LocalAggregates<ProductImport, Void> imports = new LocalAggregates<>(
            List.of(new ApplyImportTask(new Products(products, new VersionWatch<>(products::find)))), clock);
    private final ProductImport fresh = ProductImport.accepted(
            "imp_1",
            "arcade",
            IntStream.range(0, 600)
                    .mapToObj(number ->
                            new ProductImport.Row(new ProductId("p" + number), ProductTest.named("name " + number)))
                    .toList(),
            NOW);

    @Test
    void appliesTheWholeImport() {
        assertThat(new ProductImports(imports, new Products(products, new VersionWatch<>(products::find)))
                        .accept(fresh)
                        .fresh())
                .isTrue();

        assertThat(products.events()).hasSize(600);
        assertThat(imports.tasks("imp_1")).isEmpty();
        assertThat(imports.find("imp_1").state().rows()).isEmpty();
    }

    @Test
    void aRepeatedRequestCompletesWhatWasInterrupted() {
        ProductImports service =
                new ProductImports(imports, new Products(products, new VersionWatch<>(products::find)));
        products.left = 300;
        assertThatThrownBy(() -> service.accept(fresh)).hasMessageContaining("the process died");
        products.left = Integer.MAX_VALUE;

        assertThat(service.accept(fresh).fresh()).isFalse();

        assertThat(products.events()).hasSize(600);
    }

    @Test
    void aTaskCompletesWhatNobodyRepeats() throws Exception {
        products.left = 300;
        assertThatThrownBy(() -> new ProductImports(imports, new Products(products, new VersionWatch<>(products::find)))
                        .accept(fresh))
                .hasMessageContaining("the process died");
        assertThat(imports.tasks("imp_1")).hasSize(1);
        products.left = Integer.MAX_VALUE;

        assertThat(imports.runTasks()).isZero();
        clock.advance(Duration.ofMinutes(1));
        assertThat(imports.runTasks()).isEqualTo(1);

        assertThat(products.events()).hasSize(600);
        assertThat(imports.find("imp_1").state().applied()).isTrue();
    }

    /** The advice then answers 503 and not 500. */
    @Test
    void saysThatTheStoreIsAwayAsItIs() {
        products.failure = new StoreUnavailable("away", new IllegalStateException());
        products.left = 300;

        assertThatThrownBy(() -> new ProductImports(imports, new Products(products, new VersionWatch<>(products::find)))
                        .accept(fresh))
                .isSameAs(products.failure);
    }

    @Test
    void whatIsThereAlreadyIsRememberedButNotPublished() {
        Products there = new Products(products, new VersionWatch<>(products::find));
        ProductImport.Row row = fresh.rows().getFirst();
        there.put("arcade", row.productId(), row.details(), null, NOW);

        new ProductImports(imports, there).accept(fresh);

        assertThat(products.events()).hasSize(600);
        assertThat(there.find("arcade", row.productId(), AT_ONCE).recentImports())
                .containsExactly("imp_1");
    }

    /** Products whose store is gone after a number of commands. */
    private static final class FailingAfter implements Aggregates<Product, Product> {
        private final LocalAggregates<Product, Product> products =
                new LocalAggregates<>(List.of(), Clock.fixed(NOW, ZoneOffset.UTC));
        private int left = Integer.MAX_VALUE;
        private StoreUnavailable failure;

        @Override
        public <R> CompletionStage<Committed<R>> handle(
                String id, Function<Product, Decision<Product, Product, R>> decide) {
            if (left-- <= 0) {
                if (failure != null) {
                    return CompletableFuture.failedFuture(failure);
                }
                throw new IllegalStateException("the process died");
            }
            return products.handle(id, decide);
        }

        @Override
        public <R> CompletionStage<Committed<R>> create(
                String id, Function<Product, Decision<Product, Product, R>> decide) {
            return handle(id, decide);
        }

        @Override
        public Stored<Product> find(String id) {
            return products.find(id);
        }

        List<Product> events() {
            return products.events();
        }
    }
}
