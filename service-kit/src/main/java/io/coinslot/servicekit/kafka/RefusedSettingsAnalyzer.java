package io.coinslot.servicekit.kafka;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in a sentence, without a stack trace, which settings keep a service from starting. */
class RefusedSettingsAnalyzer extends AbstractFailureAnalyzer<RefusedSettings> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, RefusedSettings cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()), "Take them out, or write their names right.", cause);
    }
}
