package io.coinslot.billing.delivery.rest;

import io.coinslot.billing.BillingProblem;
import io.coinslot.billing.delivery.DeliveryConfirmations;
import io.coinslot.billing.purchase.Moment;
import io.coinslot.billing.purchase.OwnedPurchases;
import io.coinslot.billing.purchase.PurchaseResource;
import io.coinslot.billing.purchase.Source;
import io.coinslot.servicekit.aggregate.Committed;
import io.coinslot.servicekit.problem.InputRules;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.security.Caller;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Games confirm deliveries. */
@RestController
final class DeliveryController {
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    private final OwnedPurchases purchases;
    private final DeliveryConfirmations confirmations;
    private final Clock clock;

    DeliveryController(OwnedPurchases purchases, DeliveryConfirmations confirmations, Clock clock) {
        this.purchases = purchases;
        this.confirmations = confirmations;
        this.clock = clock;
    }

    record Confirmation(@Nullable Instant confirmedAt) {}

    @PostMapping("/v1/purchases/{purchaseId}/delivery")
    PurchaseResource confirm(
            Caller caller,
            @PathVariable String purchaseId,
            @RequestBody(required = false) @Nullable Confirmation body) {
        caller.requiring("purchases:write");
        Moment moment = new Moment(clock.instant().truncatedTo(ChronoUnit.MILLIS), Source.API);
        Instant grantedAt = body == null ? null : checked(body.confirmedAt(), moment.at());
        Committed<DeliveryConfirmations.Outcome> committed =
                purchases.change(caller, purchaseId, purchase -> confirmations.confirm(purchase, grantedAt, moment));
        DeliveryConfirmations.Outcome outcome = committed.result();
        if (!outcome.accepted()) {
            throw Problem.of(
                            BillingProblem.NOT_PAID,
                            "The purchase is " + outcome.purchase().status() + "; grant nothing before it is PAID")
                    .asException();
        }
        return PurchaseResource.of(outcome.purchase(), committed.version());
    }

    private static @Nullable Instant checked(@Nullable Instant confirmedAt, Instant now) {
        if (confirmedAt != null && confirmedAt.isAfter(now.plus(CLOCK_SKEW))) {
            throw Problem.invalid("/confirmedAt", "is in the future").asException();
        }
        return confirmedAt == null ? null : InputRules.time(confirmedAt, "/confirmedAt");
    }
}
