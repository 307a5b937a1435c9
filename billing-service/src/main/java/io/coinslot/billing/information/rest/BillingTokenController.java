package io.coinslot.billing.information.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.coinslot.billing.BillingProblem;
import io.coinslot.billing.information.BillingInformation;
import io.coinslot.billing.information.BillingToken;
import io.coinslot.billing.information.BillingTokens;
import io.coinslot.billing.information.InformationDesk;
import io.coinslot.billing.information.TokenExchange;
import io.coinslot.billing.purchase.Moment;
import io.coinslot.billing.purchase.OwnedPurchases;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.PurchaseResource;
import io.coinslot.billing.purchase.Source;
import io.coinslot.servicekit.aggregate.Committed;
import io.coinslot.servicekit.idempotency.DerivedId;
import io.coinslot.servicekit.idempotency.IdempotencyKey;
import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.InputRules;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.problem.ProblemException;
import io.coinslot.servicekit.security.Caller;
import io.coinslot.servicekit.security.ForDevices;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Exchanges billing tokens for the billing information they stand for. */
@RestController
final class BillingTokenController {
    private static final int LONGEST_TOKEN = 2_048;

    private final BillingTokens tokens;
    private final OwnedPurchases purchases;
    private final InformationDesk desk;
    private final Clock clock;

    BillingTokenController(BillingTokens tokens, OwnedPurchases purchases, InformationDesk desk, Clock clock) {
        this.tokens = tokens;
        this.purchases = purchases;
        this.desk = desk;
        this.clock = clock;
    }

    record Body(@Nullable String billingToken) {}

    /** @param information the same as billing, whose fields stand beside those of the purchase as well */
    record Answer(
            @JsonUnwrapped PurchaseResource purchase,
            @JsonUnwrapped BillingInformation information,
            BillingInformation billing) {
        static Answer of(PurchaseResource purchase, BillingInformation billing) {
            return new Answer(purchase, billing, billing);
        }
    }

    /** With an idempotency key the request can be repeated if its answer was lost; without one the token is gone then. */
    @ForDevices
    @PostMapping("/v1/billing-tokens/resolve")
    ResponseEntity<Answer> resolve(
            Caller caller,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            @RequestBody Body body) {
        requireScope(caller);
        String text = InputRules.required(body.billingToken(), "/billingToken", LONGEST_TOKEN);
        BillingToken token = tokens.read(text).orElseThrow(BillingTokenController::notValid);
        if (!caller.owns(token.serviceId().value())) {
            throw notValid();
        }
        String use = use(caller, key);
        Moment moment = new Moment(clock.instant().truncatedTo(ChronoUnit.MILLIS), Source.API);
        Committed<TokenExchange.Outcome> committed = purchases.change(
                caller, token.purchaseId().value(), purchase -> TokenExchange.exchange(purchase, token, use, moment));
        return switch (committed.result()) {
            case TokenExchange.Gone(String reason) ->
                throw Problem.atField(BillingProblem.BILLING_TOKEN_GONE, "/billingToken", reason)
                        .asException();
            case TokenExchange.Exchanged(Purchase purchase, boolean replayed) ->
                answer(
                        Answer.of(PurchaseResource.of(purchase, committed.version()), desk.exchanged(purchase)),
                        replayed);
        };
    }

    private static ResponseEntity<Answer> answer(Answer answer, boolean replayed) {
        ResponseEntity.BodyBuilder ok = ResponseEntity.ok();
        if (replayed) {
            ok.header(IdempotencyKey.REPLAYED_HEADER, "true");
        }
        return ok.body(answer);
    }

    /** Kept with the purchase in place of the key, which stays the caller's. */
    private static @Nullable String use(Caller caller, @Nullable String key) {
        return key == null
                ? null
                : DerivedId.fingerprint(
                        caller.clientId(),
                        IdempotencyKey.parse(key, IdempotencyKey.HEADER).value());
    }

    private static void requireScope(Caller caller) {
        if (!caller.scopes().contains("purchases:read") && !caller.scopes().contains("purchases:write")) {
            throw Problem.of(GeneralProblem.INSUFFICIENT_SCOPE, "The access token lacks the scope purchases:read")
                    .asException();
        }
    }

    private static ProblemException notValid() {
        return Problem.atField(
                        BillingProblem.BILLING_TOKEN_NOT_VALID, "/billingToken", "is no billing token of this service")
                .asException();
    }
}
