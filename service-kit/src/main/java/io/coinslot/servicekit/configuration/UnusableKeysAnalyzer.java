package io.coinslot.servicekit.configuration;

import io.coinslot.servicekit.key.UnusableKeys;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in a sentence, without a stack trace, why a service cannot start with the keys it was given. */
class UnusableKeysAnalyzer extends AbstractFailureAnalyzer<UnusableKeys> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnusableKeys cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()), "Set the keys right and start the service again.", cause);
    }
}
