package io.coinslot.billing.payment.rest;

import io.coinslot.billing.BillingProblem;
import io.coinslot.billing.catalog.Market;
import io.coinslot.billing.payment.Receipts;
import io.coinslot.billing.purchase.Moment;
import io.coinslot.billing.purchase.OwnedPurchases;
import io.coinslot.billing.purchase.PurchaseStatus;
import io.coinslot.billing.purchase.ReceiptKind;
import io.coinslot.billing.purchase.Source;
import io.coinslot.servicekit.aggregate.Committed;
import io.coinslot.servicekit.problem.InputRules;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.security.Caller;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes what the market handed to the client after paying. */
@RestController
final class ReceiptController {
    private static final int LONGEST_CONTENT = 16_384;

    private final OwnedPurchases purchases;
    private final Clock clock;

    ReceiptController(OwnedPurchases purchases, Clock clock) {
        this.purchases = purchases;
        this.clock = clock;
    }

    record Body(
            @Nullable String purchaseToken,
            @Nullable String signedTransaction,
            @Nullable String transactionId,
            @Nullable String purchaseId,
            @Nullable String paymentKey,
            @Nullable String paymentIntentId) {

        Map<ReceiptKind, String> given() {
            Map<ReceiptKind, String> given = new EnumMap<>(ReceiptKind.class);
            put(given, ReceiptKind.PURCHASE_TOKEN, purchaseToken);
            put(given, ReceiptKind.SIGNED_TRANSACTION, signedTransaction);
            put(given, ReceiptKind.TRANSACTION_ID, transactionId);
            put(given, ReceiptKind.MARKET_PURCHASE_ID, purchaseId);
            put(given, ReceiptKind.PAYMENT_KEY, paymentKey);
            put(given, ReceiptKind.PAYMENT_INTENT_ID, paymentIntentId);
            return given;
        }

        private static void put(Map<ReceiptKind, String> given, ReceiptKind kind, @Nullable String content) {
            if (content != null) {
                given.put(kind, content);
            }
        }
    }

    record Answer(
            String purchaseId,
            String receiptId,
            PurchaseStatus status,
            long version,
            @Nullable String refusal) {}

    @PostMapping("/v1/purchases/{purchaseId}/receipts")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Answer submit(Caller caller, @PathVariable String purchaseId, @RequestBody Body body) {
        caller.requiring("purchases:write");
        Map<ReceiptKind, String> given = body.given();
        if (given.size() != 1) {
            throw Problem.invalid("", "give exactly one receipt field").asException();
        }
        var receipt = given.entrySet().iterator().next();
        ReceiptKind kind = receipt.getKey();
        String content = InputRules.required(receipt.getValue(), "/" + kind.field(), LONGEST_CONTENT);
        Moment moment = new Moment(clock.instant().truncatedTo(ChronoUnit.MILLIS), Source.API);
        Committed<Receipts.Outcome> committed = purchases.change(caller, purchaseId, purchase -> {
            requireFit(kind, purchase.order().market());
            return Receipts.submit(purchase, kind, content, moment);
        });
        return answer(committed);
    }

    private static void requireFit(ReceiptKind kind, Market market) {
        if (!kind.isOf(market)) {
            String fitting =
                    ReceiptKind.of(market).stream().map(ReceiptKind::field).collect(Collectors.joining(" or "));
            throw Problem.invalid("/" + kind.field(), market.slug() + " hands out " + fitting)
                    .asException();
        }
    }

    private static Answer answer(Committed<Receipts.Outcome> committed) {
        return switch (committed.result()) {
            case Receipts.Taken taken ->
                new Answer(
                        taken.purchase().id().value(),
                        taken.receipt().receiptId(),
                        taken.purchase().status(),
                        committed.version(),
                        taken.receipt().refusal());
            case Receipts.PaidAlready paid ->
                new Answer(
                        paid.purchase().id().value(),
                        paid.receiptId(),
                        paid.purchase().status(),
                        committed.version(),
                        null);
            case Receipts.TooMany many ->
                throw Problem.of(BillingProblem.TOO_MANY_RECEIPTS, "Post a new purchase")
                        .asException();
        };
    }
}
