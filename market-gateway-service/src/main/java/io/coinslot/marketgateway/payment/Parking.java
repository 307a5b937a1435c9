package io.coinslot.marketgateway.payment;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What of a payment waits for an operator, and what operators did.
 *
 * @param state by which those that have something are found; null if nothing waits
 * @param actions oldest first, the last ones; null if there were none
 */
public record Parking(
        @Nullable State state,
        List<ParkedCall> calls,
        @Nullable List<OperatorAction> actions) {
    static final Parking NONE = new Parking(null, List.of(), null);
    private static final int MOST_ACTIONS = 20;

    public Parking {
        calls = List.copyOf(calls);
        actions = actions == null ? null : List.copyOf(actions);
    }

    /** The one state that is looked for. */
    public enum State {
        /** Something waits. */
        PARKED
    }

    /** Who did what and why, oldest first. */
    public List<OperatorAction> audit() {
        return actions == null ? List.of() : actions;
    }

    @Nullable
    ParkedCall call(String name) {
        return calls.stream()
                .filter(call -> call.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** Whether it waits for an operator, or one has taken it up. */
    boolean wasLeftToOperator(String name) {
        return call(name) != null
                || audit().stream().anyMatch(action -> action.name().equals(name));
    }

    Parking with(ParkedCall call) {
        List<ParkedCall> more = new ArrayList<>(without(call.name()::equals).calls);
        more.add(call);
        return of(more, actions);
    }

    Parking without(Predicate<String> name) {
        return withoutCalls(call -> name.test(call.name()));
    }

    Parking withoutCalls(Predicate<ParkedCall> done) {
        return of(calls.stream().filter(done.negate()).toList(), actions);
    }

    Parking having(OperatorAction action) {
        List<OperatorAction> more = new ArrayList<>(audit());
        more.add(action);
        return of(calls, more.subList(Math.max(0, more.size() - MOST_ACTIONS), more.size()));
    }

    private static Parking of(List<ParkedCall> calls, @Nullable List<OperatorAction> actions) {
        return new Parking(calls.isEmpty() ? null : State.PARKED, calls, actions);
    }
}
