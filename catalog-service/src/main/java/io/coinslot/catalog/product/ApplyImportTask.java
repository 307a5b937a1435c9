package io.coinslot.catalog.product;

import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Task;
import io.coinslot.servicekit.task.TaskHandler;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Completes an import whose request did not get to its end. */
final class ApplyImportTask implements TaskHandler<ProductImport, Void> {
    private static final Logger LOG = LoggerFactory.getLogger(ApplyImportTask.class);

    private final Products products;

    ApplyImportTask(Products products) {
        this.products = products;
    }

    @Override
    public String kind() {
        return ProductImports.TASK;
    }

    @Override
    public String target(ProductImport state, Task task) {
        return "products";
    }

    @Override
    public Outcome<ProductImport, Void> run(String aggregateId, ProductImport state, Task task) {
        ProductImports.apply(products, state);
        return new Done<>(ApplyImportTask::applied);
    }

    /** Nothing but the store being away for days leads here; the next request with the same key completes it. */
    @Override
    public Function<ProductImport, Decision<ProductImport, Void, Void>> abandoned(
            String aggregateId, Task task, @Nullable Exception lastFailure) {
        LOG.error("The import {} could not be applied; repeat its request", aggregateId, lastFailure);
        return ApplyImportTask::leftOpen;
    }

    @SuppressWarnings("NullAway") // Void has no value but null.
    private static Decision<ProductImport, Void, Void> applied(ProductImport known) {
        return Decision.accepted(known.whenApplied(), List.of(), null);
    }

    @SuppressWarnings("NullAway") // Void has no value but null.
    private static Decision<ProductImport, Void, Void> leftOpen(ProductImport known) {
        return Decision.unchanged(null);
    }

    @Override
    public int maxAttempts() {
        return 1_000;
    }

    @Override
    public Duration lease() {
        return Duration.ofMinutes(2);
    }
}
