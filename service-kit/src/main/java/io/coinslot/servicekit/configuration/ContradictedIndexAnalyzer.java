package io.coinslot.servicekit.configuration;

import io.coinslot.servicekit.mongo.IndexedDatabase.ContradictedIndex;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in a sentence, without a stack trace, which index keeps a service from starting. */
class ContradictedIndexAnalyzer extends AbstractFailureAnalyzer<ContradictedIndex> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, ContradictedIndex cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                "Drop the index that is there, unless it is one of a newer release, and start the service again.",
                cause);
    }
}
