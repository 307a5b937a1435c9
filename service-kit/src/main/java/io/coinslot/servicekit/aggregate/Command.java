package io.coinslot.servicekit.aggregate;

import io.coinslot.servicekit.trace.Trace;
import java.util.concurrent.CompletableFuture;

/** A command that waits for its turn. */
final class Command<S, E, R> {
    final String id;
    final Operation<S, E, R> operation;
    final boolean expectsNone;
    final Trace trace = Trace.current();
    final CompletableFuture<Committed<R>> outcome = new CompletableFuture<>();
    int tries;

    Command(String id, Operation<S, E, R> operation, boolean expectsNone) {
        this.id = id;
        this.operation = operation;
        this.expectsNone = expectsNone;
    }
}
