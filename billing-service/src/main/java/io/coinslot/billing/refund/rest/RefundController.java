package io.coinslot.billing.refund.rest;

import io.coinslot.billing.BillingProblem;
import io.coinslot.billing.purchase.Moment;
import io.coinslot.billing.purchase.OwnedPurchases;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.Source;
import io.coinslot.billing.refund.ChargebackResource;
import io.coinslot.billing.refund.RefundKeys;
import io.coinslot.billing.refund.RefundRequests;
import io.coinslot.billing.refund.RefundResource;
import io.coinslot.servicekit.http.AwaitedVersion;
import io.coinslot.servicekit.idempotency.DerivedId;
import io.coinslot.servicekit.idempotency.IdempotencyKey;
import io.coinslot.servicekit.money.MoneyText;
import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.InputRules;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.problem.ProblemException;
import io.coinslot.servicekit.security.Caller;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Asks for refunds and tells what became of them. */
@RestController
@RequestMapping("/v1/purchases/{purchaseId}/refunds")
final class RefundController {
    private static final int LONGEST_REASON = 500;

    private final OwnedPurchases purchases;
    private final RefundKeys keys;
    private final Clock clock;

    RefundController(OwnedPurchases purchases, RefundKeys keys, Clock clock) {
        this.purchases = purchases;
        this.keys = keys;
        this.clock = clock;
    }

    /** @param amount everything that is left if it is not given */
    record Body(@Nullable MoneyText amount, @Nullable String reason) {}

    @PostMapping
    ResponseEntity<RefundResource> request(
            Caller caller, IdempotencyKey key, @PathVariable String purchaseId, @RequestBody Body body) {
        caller.requiring("refunds:write");
        RefundRequests.Draft draft = draft(caller, key, purchaseId, body);
        Moment moment = new Moment(clock.instant().truncatedTo(ChronoUnit.MILLIS), Source.API);
        purchases.find(caller, purchaseId);
        if (!keys.claim(caller.clientId(), key.value(), purchaseId, draft, moment.at())) {
            throw keyReused();
        }
        RefundRequests.Outcome outcome = purchases
                .change(caller, purchaseId, purchase -> RefundRequests.request(purchase, draft, moment))
                .result();
        return switch (outcome) {
            case RefundRequests.Accepted accepted -> answer(accepted);
            case RefundRequests.KeyReused reused -> throw keyReused();
            case RefundRequests.NotPaid(Purchase purchase) ->
                throw Problem.of(BillingProblem.NOT_PAID, "The purchase is " + purchase.status())
                        .asException();
            case RefundRequests.Disputed disputed ->
                throw Problem.of(BillingProblem.DISPUTED, "The market decides whether the money goes back")
                        .asException();
            case RefundRequests.WrongCurrency(Money captured) ->
                throw Problem.invalid("/amount/currency", "the purchase was paid in " + captured.getCurrencyUnit())
                        .asException();
            case RefundRequests.Exceeding(Money refundable) ->
                throw Problem.atField(
                                BillingProblem.REFUND_EXCEEDS_CAPTURED, "/amount", "at most " + refundable + " is left")
                        .asException();
            case RefundRequests.TooMany(int most) ->
                throw Problem.of(BillingProblem.TOO_MANY_REFUNDS, "At most " + most + " can be asked for of a purchase")
                        .asException();
        };
    }

    private static ProblemException keyReused() {
        return Problem.atField(
                        GeneralProblem.IDEMPOTENCY_KEY_REUSED,
                        IdempotencyKey.HEADER,
                        "This key was used for another refund; send a new key with a new request")
                .asException();
    }

    private static RefundRequests.Draft draft(Caller caller, IdempotencyKey key, String purchaseId, Body body) {
        String reason = InputRules.required(body.reason(), "/reason", LONGEST_REASON);
        MoneyText amount = body.amount();
        Money money = amount == null ? null : amount.toMoney("/amount");
        if (money != null && !money.isPositive()) {
            throw Problem.invalid("/amount/amount", "must be more than nothing").asException();
        }
        return new RefundRequests.Draft(
                DerivedId.of("ref_", purchaseId, caller.clientId(), key.value()),
                money,
                reason,
                DerivedId.fingerprint(money == null ? "everything" : money.toString(), reason));
    }

    /** A repeated request is told what the first one was told, whatever became of the refund since. */
    private static ResponseEntity<RefundResource> answer(RefundRequests.Accepted accepted) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(HttpStatus.ACCEPTED);
        if (accepted.replayed()) {
            answer.header(IdempotencyKey.REPLAYED_HEADER, "true");
        }
        return answer.body(RefundResource.of(accepted.refund().asRequested()));
    }

    /**
     * Everything that speaks for or against a refund.
     *
     * @param refundable how much can still be asked for
     * @param debt what the user owes for what is granted and was taken back
     * @param consumedAt when the player used the goods up, as the game saw it
     */
    record RefundList(
            List<RefundResource> items,
            @Nullable String nextCursor,
            MoneyText refundable,
            List<ChargebackResource> disputes,
            MoneyText debt,
            @Nullable Instant consumedAt) {}

    /** @param minVersion of the purchase, which every change of a refund raises */
    @GetMapping
    RefundList list(
            Caller caller,
            @PathVariable String purchaseId,
            @RequestParam(required = false) @Nullable Long minVersion,
            @RequestParam(required = false) @Nullable Long waitMillis) {
        caller.requiring("purchases:read");
        AwaitedVersion awaited = AwaitedVersion.of(minVersion, waitMillis);
        Purchase purchase = purchases.find(caller, purchaseId, awaited).state();
        List<ChargebackResource> disputes = purchase.repayment().disputes().stream()
                .map(ChargebackResource::of)
                .toList();
        return new RefundList(
                RefundResource.allOf(purchase),
                null,
                MoneyText.of(purchase.refundable()),
                disputes,
                MoneyText.of(purchase.debt()),
                purchase.delivery().consumedAt());
    }
}
