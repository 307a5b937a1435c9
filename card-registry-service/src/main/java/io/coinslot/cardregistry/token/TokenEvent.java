package io.coinslot.cardregistry.token;

import org.jspecify.annotations.Nullable;

/** What happened to a token; published under the record's own name. */
public sealed interface TokenEvent {
    record TokenActivated() implements TokenEvent {}

    record TokenSuspended(Suspender causedBy, @Nullable String reasonCode) implements TokenEvent {}

    record TokenSuspensionLifted(Suspender causedBy) implements TokenEvent {}

    record TokenDeactivated(Suspender causedBy, @Nullable String reasonCode) implements TokenEvent {}

    record TokenFundingAccountUpdated() implements TokenEvent {}
}
