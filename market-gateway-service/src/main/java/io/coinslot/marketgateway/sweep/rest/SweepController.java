package io.coinslot.marketgateway.sweep.rest;

import io.coinslot.marketgateway.sweep.KnownSweeps;
import io.coinslot.marketgateway.sweep.Sweep;
import io.coinslot.marketgateway.sweep.SweepAges;
import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.InputRules;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.security.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What operators see of the sweeps over what markets remember. */
@RestController
final class SweepController {
    private static final String SCOPE = "operations:write";
    private static final long USUAL_ITEMS = 50;
    private static final long MOST_ITEMS = 200;
    private static final int LONGEST_CURSOR = 2_000;

    private final KnownSweeps sweeps;
    private final SweepAges ages;

    SweepController(KnownSweeps sweeps, SweepAges ages) {
        this.sweeps = sweeps;
        this.ages = ages;
    }

    record Page(List<SweepView> items, @Nullable String nextCursor) {}

    @GetMapping("/v1/operations/sweeps")
    Page list(
            Caller caller,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Long limit) {
        if (!caller.requiring(SCOPE).administrator()) {
            throw Problem.of(GeneralProblem.INSUFFICIENT_SCOPE, "Only an administrator sees what is of all services")
                    .asException();
        }
        int most = Math.toIntExact(InputRules.within(limit == null ? USUAL_ITEMS : limit, 1, MOST_ITEMS, "limit"));
        String after = InputRules.optional(cursor, "cursor", LONGEST_CURSOR);
        List<Sweep> found = sweeps.page(after, most + 1);
        List<Sweep> page = found.subList(0, Math.min(most, found.size()));
        return new Page(
                page.stream()
                        .map(sweep -> SweepView.of(sweep, ages.isLinked(sweep)))
                        .toList(),
                found.size() > most ? page.getLast().id() : null);
    }
}
