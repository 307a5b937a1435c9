package io.coinslot.billing.notice.rest;

import io.coinslot.billing.delivery.rest.AttemptView;
import io.coinslot.billing.delivery.rest.AttemptView.Subject;
import io.coinslot.billing.notice.Notice;
import io.coinslot.billing.notice.Notices;
import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.Problem;
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

/** Shows the webhook about a settlement, attempt by attempt, and sends it again: as for the webhooks of purchases. */
@RestController
@RequestMapping("/v1/webhook-attempts")
final class NoticeAttemptController {
    /** Settlement id, number of the webhook, number of the attempt; 0 stands for the one that is still to come. */
    private static final Pattern ATTEMPT_ID = Pattern.compile("(set_[0-9a-z]{25})\\.1\\.\\d{1,6}");

    private final Notices notices;

    NoticeAttemptController(Notices notices) {
        this.notices = notices;
    }

    @GetMapping(params = "settlementId")
    AttemptView.Page list(
            Caller caller,
            @RequestParam String settlementId,
            @RequestParam(required = false) @Nullable String purchaseId,
            @RequestParam(required = false) @Nullable String tokenUniqueReference) {
        if (purchaseId != null || tokenUniqueReference != null) {
            throw Problem.invalid(
                            purchaseId == null ? "tokenUniqueReference" : "purchaseId",
                            "name one thing: a purchase, a settlement or a token")
                    .asException();
        }
        Notice notice = notices.find(caller.requiring("purchases:read"), settlementId);
        return AttemptView.Page.of(AttemptView.allOf(notice.settlementId(), subject(notice), notice.webhook()));
    }

    @PostMapping("/{attemptId:set_.+}/resend")
    @ResponseStatus(HttpStatus.ACCEPTED)
    AttemptView resend(Caller caller, @PathVariable String attemptId) {
        caller.requiring("purchases:write");
        Matcher id = ATTEMPT_ID.matcher(attemptId);
        if (!id.matches()) {
            throw Problem.of(GeneralProblem.NOT_FOUND, "There is no webhook attempt " + attemptId)
                    .asException();
        }
        Notice notice = notices.resend(caller, id.group(1));
        return AttemptView.toCome(notice.settlementId(), subject(notice), notice.webhook());
    }

    private static Subject subject(Notice notice) {
        return Subject.settlement(notice.settlementId());
    }
}
