package io.coinslot.settlement.statement;

import io.coinslot.servicekit.aggregate.Aggregates;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.settlement.journal.BookingTerms;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The settlements that were asked for. */
public final class Settlements {
    private final Aggregates<Settlement, Settlement> aggregates;
    private final BookingTerms terms;

    public Settlements(Aggregates<Settlement, Settlement> aggregates, BookingTerms terms) {
        this.aggregates = aggregates;
        this.terms = terms;
    }

    /** Records a request, unless it was recorded before; drawing it up begins by itself. */
    public Requested request(Settlement fresh) {
        return aggregates
                .<Requested>createAndWait(
                        fresh.settlementId(),
                        known -> known == null
                                ? Decision.<Settlement, Settlement, Requested>accepted(
                                                fresh, List.of(), new Requested(fresh, true))
                                        .starting(DrawUpTask.draft(fresh, terms))
                                : Decision.unchanged(new Requested(known, false)))
                .result();
    }

    @Nullable
    public Settlement find(String settlementId) {
        Stored<Settlement> stored = aggregates.find(settlementId);
        return stored == null ? null : stored.state();
    }

    /** @param fresh false if it was asked for before */
    public record Requested(Settlement settlement, boolean fresh) {}
}
