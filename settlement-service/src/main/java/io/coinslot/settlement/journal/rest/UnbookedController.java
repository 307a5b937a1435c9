package io.coinslot.settlement.journal.rest;

import io.coinslot.servicekit.money.MoneyText;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.security.Caller;
import io.coinslot.settlement.journal.WaitingCapture;
import io.coinslot.settlement.journal.WaitingCaptures;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What was paid and is in no statement. */
@RestController
class UnbookedController {
    private static final int MOST = 200;

    private final WaitingCaptures waiting;

    UnbookedController(WaitingCaptures waiting) {
        this.waiting = waiting;
    }

    /** The captures of the service that wait for a fee schedule, and why. */
    @GetMapping("/v1/unbooked-captures")
    CaptureList unbooked(
            Caller caller,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        String serviceId = caller.requiring("settlements:read").service();
        if (limit < 1 || limit > MOST) {
            throw Problem.invalid("limit", "must be from 1 to " + MOST).asException();
        }
        List<WaitingCapture> page = waiting.of(serviceId, cursor, limit);
        return new CaptureList(
                page.stream().map(CaptureView::of).toList(),
                page.size() < limit ? null : page.getLast().id());
    }

    record CaptureList(List<CaptureView> items, @Nullable String nextCursor) {}

    record CaptureView(
            String purchaseId,
            @Nullable String transactionId,
            String market,
            MoneyText captured,
            Instant capturedAt,
            Instant since,
            String reason) {
        static CaptureView of(WaitingCapture capture) {
            return new CaptureView(
                    capture.purchaseId(),
                    capture.transactionId(),
                    capture.market(),
                    MoneyText.ofMinor(
                            capture.captured().getCurrencyUnit().getCode(),
                            capture.captured().getAmountMinorLong()),
                    capture.capturedAt(),
                    capture.since(),
                    capture.reason());
        }
    }
}
