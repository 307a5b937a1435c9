package io.coinslot.billing.delivery.rest;

import io.coinslot.billing.delivery.Resends;
import io.coinslot.billing.delivery.rest.AttemptView.Subject;
import io.coinslot.billing.purchase.Moment;
import io.coinslot.billing.purchase.OwnedPurchases;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.Source;
import io.coinslot.billing.purchase.Webhook;
import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.problem.ProblemException;
import io.coinslot.servicekit.security.Caller;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Shows the webhooks of a purchase, attempt by attempt, and sends one again. */
@RestController
@RequestMapping("/v1/webhook-attempts")
final class WebhookAttemptController {
    /** Purchase id, number of the webhook, number of the attempt; 0 stands for the one that is still to come. */
    private static final Pattern ATTEMPT_ID = Pattern.compile("(pur_[0-9a-z]{25})\\.(\\d{1,3})\\.(\\d{1,6})");

    private final OwnedPurchases purchases;
    private final Clock clock;

    WebhookAttemptController(OwnedPurchases purchases, Clock clock) {
        this.purchases = purchases;
        this.clock = clock;
    }

    @GetMapping
    AttemptView.Page list(Caller caller, @RequestParam String purchaseId) {
        Purchase purchase =
                purchases.find(caller.requiring("purchases:read"), purchaseId).state();
        Subject subject = Subject.purchase(purchase.id().value());
        return AttemptView.Page.of(purchase.webhooks().stream()
                .flatMap(webhook -> AttemptView.allOf(purchase.id().value(), subject, webhook)));
    }

    @PostMapping("/{attemptId:pur_.+}/resend")
    @ResponseStatus(HttpStatus.ACCEPTED)
    AttemptView resend(Caller caller, @PathVariable String attemptId) {
        caller.requiring("purchases:write");
        Matcher id = ATTEMPT_ID.matcher(attemptId);
        if (!id.matches()) {
            throw unknown(attemptId);
        }
        int number = Integer.parseInt(id.group(2));
        Moment moment = new Moment(clock.instant().truncatedTo(ChronoUnit.MILLIS), Source.API);
        Webhook webhook = purchases
                .change(caller, id.group(1), purchase -> Resends.resend(purchase, number, moment))
                .result()
                .orElseThrow(() -> unknown(attemptId));
        return AttemptView.toCome(id.group(1), Subject.purchase(id.group(1)), webhook);
    }

    private static ProblemException unknown(String attemptId) {
        return Problem.of(GeneralProblem.NOT_FOUND, "There is no webhook attempt " + attemptId)
                .asException();
    }
}
