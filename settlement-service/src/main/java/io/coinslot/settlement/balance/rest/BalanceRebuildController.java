package io.coinslot.settlement.balance.rest;

import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.InputRules;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.security.Caller;
import io.coinslot.settlement.balance.BalanceRebuild;
import io.coinslot.settlement.balance.BalanceRebuilds;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Has the balances of all services rebuilt, for operators. */
@RestController
@RequestMapping("/v1/operations/balance-rebuild")
final class BalanceRebuildController {
    private static final String SCOPE = "operations:write";
    private static final int LONGEST_REASON = 500;

    private final BalanceRebuilds rebuilds;

    BalanceRebuildController(BalanceRebuilds rebuilds) {
        this.rebuilds = rebuilds;
    }

    record Body(@Nullable String reason) {}

    @PostMapping
    ResponseEntity<BalanceRebuild> start(Caller caller, @RequestBody Body body) {
        String operator = operator(caller);
        return ResponseEntity.accepted()
                .body(rebuilds.start(operator, InputRules.required(body.reason(), "/reason", LONGEST_REASON)));
    }

    /** The last one. */
    @GetMapping
    BalanceRebuild last(Caller caller) {
        operator(caller);
        BalanceRebuild last = rebuilds.last();
        if (last == null) {
            throw Problem.of(GeneralProblem.NOT_FOUND, "The balances were never rebuilt")
                    .asException();
        }
        return last;
    }

    private static String operator(Caller caller) {
        if (!caller.requiring(SCOPE).administrator()) {
            throw Problem.of(GeneralProblem.INSUFFICIENT_SCOPE, "Only an administrator sees what is of all services")
                    .asException();
        }
        return caller.clientId();
    }
}
