package io.coinslot.marketgateway.payment.rest;

import io.coinslot.marketgateway.payment.OperatorAction.Kind;
import io.coinslot.marketgateway.payment.ParkedPayments;
import io.coinslot.marketgateway.payment.ParkedSteps;
import io.coinslot.marketgateway.payment.Payment;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.servicekit.aggregate.Aggregates;
import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.InputRules;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.security.Caller;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What operators see of payments that are parked, and what they can do about them. */
@RestController
@RequestMapping("/v1/operations/parked-payments")
final class ParkedPaymentController {
    private static final Logger LOG = LoggerFactory.getLogger(ParkedPaymentController.class);
    private static final String SCOPE = "operations:write";
    private static final long USUAL_ITEMS = 50;
    private static final long MOST_ITEMS = 200;
    private static final int LONGEST_REASON = 500;
    private static final int LONGEST_NAME = 500;

    private final Aggregates<Payment, PaymentEvent> payments;
    private final ParkedPayments parked;
    private final Clock clock;

    ParkedPaymentController(Aggregates<Payment, PaymentEvent> payments, ParkedPayments parked, Clock clock) {
        this.payments = payments;
        this.parked = parked;
        this.clock = clock;
    }

    record Page(List<ParkedPaymentView> items, @Nullable String nextCursor) {}

    record Body(@Nullable String reason, @Nullable String name) {}

    @GetMapping
    Page list(
            Caller caller,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Long limit) {
        operator(caller);
        int most = Math.toIntExact(InputRules.within(limit == null ? USUAL_ITEMS : limit, 1, MOST_ITEMS, "limit"));
        String after = InputRules.optional(cursor, "cursor", InputRules.LONGEST_ID);
        List<Payment> found = parked.page(after, most + 1);
        List<Payment> page = found.subList(0, Math.min(most, found.size()));
        return new Page(
                page.stream().map(ParkedPaymentView::of).toList(),
                found.size() > most ? page.getLast().order().purchaseId() : null);
    }

    /** The market is called again, from the start. */
    @PostMapping("/{purchaseId}/redrive")
    ParkedPaymentView redrive(Caller caller, @PathVariable String purchaseId, @RequestBody Body body) {
        return resolve(caller, purchaseId, Kind.REDRIVE, body);
    }

    /** There is nothing left to do. */
    @PostMapping("/{purchaseId}/settle")
    ParkedPaymentView settle(Caller caller, @PathVariable String purchaseId, @RequestBody Body body) {
        return resolve(caller, purchaseId, Kind.SETTLE, body);
    }

    private ParkedPaymentView resolve(Caller caller, String purchaseId, Kind action, Body body) {
        String by = operator(caller);
        ParkedSteps.Request request = new ParkedSteps.Request(
                action,
                InputRules.optional(body.name(), "/name", LONGEST_NAME),
                by,
                InputRules.required(body.reason(), "/reason", LONGEST_REASON),
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        if (payments.find(purchaseId) == null) {
            throw notFound();
        }
        LOG.warn("{} takes up what is parked of payment {} ({}): {}", by, purchaseId, action, request.reason());
        return payments.<Optional<Payment>>handleAndWait(purchaseId, payment -> ParkedSteps.resolve(payment, request))
                .result()
                .map(ParkedPaymentView::of)
                .orElseThrow(ParkedPaymentController::notFound);
    }

    private static RuntimeException notFound() {
        return Problem.of(GeneralProblem.NOT_FOUND, "There is no such payment").asException();
    }

    /** The client that an operator uses; whoever is none is refused. */
    private static String operator(Caller caller) {
        if (!caller.requiring(SCOPE).administrator()) {
            throw Problem.of(GeneralProblem.INSUFFICIENT_SCOPE, "Only an administrator sees what is of all services")
                    .asException();
        }
        return caller.clientId();
    }
}
