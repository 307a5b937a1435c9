package io.coinslot.catalog.product;

import io.coinslot.catalog.request.Publication;
import io.coinslot.servicekit.aggregate.Aggregates;
import io.coinslot.servicekit.aggregate.Committed;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.TaskDraft;
import io.coinslot.servicekit.aggregate.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Imports many products, all or nothing, without a transaction over their documents: the whole import is checked first
 * and then written down as one document, which is the moment it counts. Applying it only carries out what is decided:
 * the request does so at once, and a task recorded with the document does so again should the process die in the
 * middle. Each product remembers the imports it has had, so applying twice is the same as applying once.
 */
final class ProductImports {
    static final String TASK = "apply";
    /** By then the request has long applied the import itself, unless its process died. */
    private static final Duration UNTIL_THE_TASK_TAKES_OVER = Duration.ofSeconds(30);

    private static final int APPLIED_AT_ONCE = 250;

    private final Aggregates<ProductImport, Void> imports;
    private final Products products;

    ProductImports(Aggregates<ProductImport, Void> imports, Products products) {
        this.imports = imports;
        this.products = products;
    }

    boolean isAccepted(String importId) {
        return imports.find(importId) != null;
    }

    /**
     * Accepts and applies an import; when this returns, its products are there. An import with an id that is known is
     * only brought to its end.
     */
    Accepted accept(ProductImport fresh) {
        Accepted accepted = imports.<Accepted>createAndWait(
                        fresh.importId(),
                        known -> known == null
                                ? Decision.<ProductImport, Void, Accepted>accepted(
                                                fresh, List.of(), new Accepted(fresh, true))
                                        .starting(TaskDraft.after(UNTIL_THE_TASK_TAKES_OVER, TASK, TASK))
                                : Decision.unchanged(new Accepted(known, false)))
                .result();
        if (!accepted.imported().applied()) {
            apply(products, accepted.imported());
            imports.handleAndWait(fresh.importId(), ProductImports::applied);
        }
        return accepted;
    }

    private static Decision<ProductImport, Void, Boolean> applied(@Nullable ProductImport known) {
        return known == null
                ? Decision.unchanged(false)
                : Decision.<ProductImport, Void, Boolean>accepted(known.whenApplied(), List.of(), true)
                        .ending(TASK);
    }

    /** Brings every product of the import to its new state, as far as it is not there already. */
    static void apply(Products products, ProductImport accepted) {
        List<ProductImport.Row> rows = accepted.rows();
        for (int from = 0; from < rows.size(); from += APPLIED_AT_ONCE) {
            List<CompletionStage<Committed<Product>>> under = new ArrayList<>();
            for (ProductImport.Row row : rows.subList(from, Math.min(from + APPLIED_AT_ONCE, rows.size()))) {
                under.add(products.putImported(accepted, row));
            }
            // Topics are sent to partition by partition: the last one's being there says nothing about the others.
            Publication.awaitAll(under.stream().map(Waiting::on).toList());
        }
    }

    /** @param fresh false if the import had been accepted before */
    record Accepted(ProductImport imported, boolean fresh) {}
}
