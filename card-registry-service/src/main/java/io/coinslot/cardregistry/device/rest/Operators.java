package io.coinslot.cardregistry.device.rest;

import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.InputRules;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.security.Caller;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What all requests of operators have in common: who may make them, why they do, and how long their lists are. */
public final class Operators {
    private static final String SCOPE = "operations:write";
    private static final long USUAL_ITEMS = 50;
    private static final long MOST_ITEMS = 200;
    private static final int LONGEST_REASON = 500;

    private Operators() {}

    /** The client that an operator uses; whoever is none is refused. */
    public static String of(Caller caller) {
        if (!caller.requiring(SCOPE).administrator()) {
            throw Problem.of(GeneralProblem.INSUFFICIENT_SCOPE, "Only an administrator sees what is of all services")
                    .asException();
        }
        return caller.clientId();
    }

    /** Why an operator does something, for the audit. */
    public static String reason(@Nullable String reason) {
        return CleanText.required(reason, "/reason", LONGEST_REASON);
    }

    /** How many items a page has at the most. */
    public static int most(@Nullable Long limit) {
        return Math.toIntExact(InputRules.within(limit == null ? USUAL_ITEMS : limit, 1, MOST_ITEMS, "limit"));
    }

    /**
     * A page of a list that was asked for one item more than it may have.
     *
     * @param nextCursor the name of its last item, or null if it is the last page
     */
    public record Page<T>(List<T> items, @Nullable String nextCursor) {
        public static <S, T> Page<T> of(
                List<S> found, int most, Function<? super S, String> name, Function<? super S, T> view) {
            List<S> page = found.subList(0, Math.min(most, found.size()));
            return new Page<>(
                    page.stream().<T>map(view).toList(), found.size() > most ? name.apply(page.getLast()) : null);
        }
    }
}
