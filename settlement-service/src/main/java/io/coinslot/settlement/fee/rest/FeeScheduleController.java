package io.coinslot.settlement.fee.rest;

import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.security.Caller;
import io.coinslot.settlement.fee.BuiltInFees;
import io.coinslot.settlement.fee.FeeSchedule;
import io.coinslot.settlement.fee.FeeSchedules;
import io.coinslot.settlement.fee.MarketTerms;
import io.coinslot.settlement.journal.AwaitedSchedules;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** A service's own fee schedules; what they leave open, the built-in ones decide. */
@RestController
class FeeScheduleController {
    private final FeeSchedules schedules;
    private final AwaitedSchedules awaited;

    FeeScheduleController(FeeSchedules schedules, AwaitedSchedules awaited) {
        this.schedules = schedules;
        this.awaited = awaited;
    }

    /** The service's rules, then the built-in ones, marked as such. */
    @GetMapping("/v1/fee-schedules/{market}")
    List<FeeRuleView> get(Caller caller, @PathVariable String market) {
        String serviceId = caller.requiring("settlements:read").service();
        return answer(schedules.find(serviceId, known(market)), market);
    }

    /** Replaces the service's rules; built-in ones that are sent back as they are stay built in. */
    @PutMapping("/v1/fee-schedules/{market}")
    List<FeeRuleView> put(Caller caller, @PathVariable String market, @RequestBody List<@Nullable FeeRuleBody> bodies) {
        String serviceId = caller.requiring("settlements:write").service();
        FeeSchedule set = schedules.put(serviceId, known(market), FeeScheduleBody.read(bodies, BuiltInFees.of(market)));
        awaited.changed(serviceId, market);
        return answer(set, market);
    }

    private static List<FeeRuleView> answer(FeeSchedule own, String market) {
        return Stream.concat(
                        own.rules().stream().map(rule -> FeeRuleView.of(rule, false)),
                        BuiltInFees.of(market).rules().stream().map(rule -> FeeRuleView.of(rule, true)))
                .toList();
    }

    private static String known(String market) {
        if (!MarketTerms.knows(market)) {
            throw Problem.of(GeneralProblem.NOT_FOUND, "There is no market " + market)
                    .asException();
        }
        return market;
    }
}
