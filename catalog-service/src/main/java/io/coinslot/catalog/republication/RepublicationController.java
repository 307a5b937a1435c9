package io.coinslot.catalog.republication;

import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.InputRules;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.security.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Has all services and products told anew, for operators. */
@RestController
@RequestMapping("/v1/operations/catalog-republication")
final class RepublicationController {
    private static final String SCOPE = "operations:write";
    private static final int LONGEST_REASON = 500;

    private final Republications republications;

    RepublicationController(Republications republications) {
        this.republications = republications;
    }

    record Body(@Nullable String reason) {}

    @PostMapping
    ResponseEntity<Republication> start(Caller caller, @RequestBody Body body) {
        String operator = operator(caller);
        return ResponseEntity.accepted()
                .body(republications.start(operator, InputRules.required(body.reason(), "/reason", LONGEST_REASON)));
    }

    /** The last one. */
    @GetMapping
    Republication last(Caller caller) {
        operator(caller);
        Republication last = republications.last();
        if (last == null) {
            throw Problem.of(GeneralProblem.NOT_FOUND, "The catalog was never told anew")
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
