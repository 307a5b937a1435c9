package io.coinslot.billing.card.rest;

import io.coinslot.billing.card.CardToken;
import io.coinslot.billing.card.CardTokens;
import io.coinslot.billing.delivery.rest.AttemptView;
import io.coinslot.billing.delivery.rest.AttemptView.Subject;
import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.problem.ProblemException;
import io.coinslot.servicekit.security.Caller;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Shows the webhooks about a token, attempt by attempt, and sends one again: as for the webhooks of purchases. */
@RestController
@RequestMapping("/v1/webhook-attempts")
final class TokenAttemptController {
    /** The token's id here, number of the webhook, number of the attempt; 0 stands for the one that is still to come. */
    private static final Pattern ATTEMPT_ID = Pattern.compile("(tok_[0-9a-z]{25})\\.(\\d{1,9})\\.(\\d{1,6})");

    private final CardTokens tokens;

    TokenAttemptController(CardTokens tokens) {
        this.tokens = tokens;
    }

    @GetMapping(params = {"tokenUniqueReference", "!settlementId"})
    AttemptView.Page list(
            Caller caller,
            @RequestParam String tokenUniqueReference,
            @RequestParam(required = false) @Nullable String purchaseId) {
        if (purchaseId != null) {
            throw Problem.invalid("purchaseId", "name a purchase or a token, not both")
                    .asException();
        }
        CardToken token = tokens.find(caller.requiring("purchases:read"), tokenUniqueReference)
                .orElseThrow(() -> missing("There is no webhook about such a token"));
        Subject subject = Subject.token(token.tokenUniqueReference());
        return AttemptView.Page.of(
                token.webhooks().stream().flatMap(webhook -> AttemptView.allOf(token.id(), subject, webhook)));
    }

    @PostMapping("/{attemptId:tok_.+}/resend")
    @ResponseStatus(HttpStatus.ACCEPTED)
    AttemptView resend(Caller caller, @PathVariable String attemptId) {
        caller.requiring("purchases:write");
        Matcher id = ATTEMPT_ID.matcher(attemptId);
        if (!id.matches()) {
            throw unknown();
        }
        int number = Integer.parseInt(id.group(2));
        CardToken token = tokens.resend(caller, id.group(1), number).orElseThrow(TokenAttemptController::unknown);
        return token.webhooks().stream()
                .filter(webhook -> webhook.number() == number)
                .map(webhook -> AttemptView.toCome(token.id(), Subject.token(token.tokenUniqueReference()), webhook))
                .findFirst()
                .orElseThrow(TokenAttemptController::unknown);
    }

    private static ProblemException unknown() {
        return missing("There is no such webhook attempt");
    }

    private static ProblemException missing(String detail) {
        return Problem.of(GeneralProblem.NOT_FOUND, detail).asException();
    }
}
