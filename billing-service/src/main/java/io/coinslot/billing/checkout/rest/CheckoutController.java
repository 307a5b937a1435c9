package io.coinslot.billing.checkout.rest;

import io.coinslot.billing.BillingProblem;
import io.coinslot.billing.Joined;
import io.coinslot.billing.catalog.ServiceId;
import io.coinslot.billing.checkout.Checkout;
import io.coinslot.billing.checkout.Checkout.Posted;
import io.coinslot.billing.checkout.Checkout.Posting;
import io.coinslot.billing.checkout.Checkout.Refused;
import io.coinslot.billing.checkout.Client;
import io.coinslot.billing.checkout.Endings;
import io.coinslot.billing.checkout.Patience;
import io.coinslot.billing.information.InformationDesk;
import io.coinslot.billing.purchase.Moment;
import io.coinslot.billing.purchase.OwnedPurchases;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.PurchaseResource;
import io.coinslot.billing.purchase.Source;
import io.coinslot.servicekit.aggregate.Committed;
import io.coinslot.servicekit.http.StrictJson;
import io.coinslot.servicekit.idempotency.IdempotencyKey;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.security.Caller;
import io.coinslot.servicekit.trace.Trace;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Begins purchases, one or many at once, and cancels them. */
@RestController
final class CheckoutController {
    private static final String SCOPE = "purchases:write";
    private static final int MOST_ITEMS = 500;

    private final Checkout checkout;
    private final OwnedPurchases purchases;
    private final InformationDesk desk;
    private final AmountLimitsReader amountLimits;
    private final StrictJson bodies;
    private final Clock clock;

    CheckoutController(
            Checkout checkout,
            OwnedPurchases purchases,
            InformationDesk desk,
            AmountLimitsReader amountLimits,
            StrictJson bodies,
            Clock clock) {
        this.checkout = checkout;
        this.purchases = purchases;
        this.desk = desk;
        this.amountLimits = amountLimits;
        this.bodies = bodies;
        this.clock = clock;
    }

    @PostMapping("/v1/purchases")
    ResponseEntity<PostedPurchase> post(Caller caller, IdempotencyKey key, @RequestBody PurchaseBody body) {
        Client client = client(caller);
        Posting posting = new Posting(client, key, body.toDraft(""), "", IdempotencyKey.HEADER);
        return switch (Joined.result(checkout.post(posting, new Patience()))) {
            case Refused(Problem problem) -> throw problem.asException();
            case Posted posted -> created(posted);
        };
    }

    private ResponseEntity<PostedPurchase> created(Posted posted) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(HttpStatus.CREATED)
                .header("Location", "/v1/purchases/" + posted.purchase().id());
        if (posted.replayed()) {
            answer.header(IdempotencyKey.REPLAYED_HEADER, "true");
        }
        return answer.body(PostedPurchase.of(posted.purchase(), desk));
    }

    /** Many requests at once, each with its own key and its own answer, whatever the others are like. */
    record BatchBody(@Nullable List<JsonNode> items) {}

    record BatchAnswer(List<BatchResult> items) {}

    @PostMapping("/v1/purchases:batch")
    BatchAnswer postBatch(Caller caller, @RequestBody BatchBody body) {
        Client client = client(caller);
        List<JsonNode> items = body.items();
        if (items == null || items.isEmpty() || items.size() > MOST_ITEMS) {
            throw Problem.invalid("/items", "must be 1 to " + MOST_ITEMS + " items")
                    .asException();
        }
        Patience patience = new Patience();
        String traceId = Trace.current().traceId();
        List<CompletionStage<BatchResult>> results = IntStream.range(0, items.size())
                .mapToObj(index -> result(client, items.get(index), "/items/" + index, patience, traceId))
                .toList();
        return new BatchAnswer(results.stream().map(Joined::result).toList());
    }

    private CompletionStage<BatchResult> result(
            Client client, JsonNode item, String at, Patience patience, String traceId) {
        String givenKey = item.path("idempotencyKey").stringValue(null);
        try {
            PurchaseBody purchase = bodies.item(item, at, PurchaseBody.class);
            IdempotencyKey key = IdempotencyKey.parse(givenKey, at + "/idempotencyKey");
            Posting posting = new Posting(client, key, purchase.toDraft(at), at, at + "/idempotencyKey");
            return checkout.post(posting, patience)
                    .thenApply(answer -> BatchResult.of(givenKey, answer, desk, traceId))
                    .exceptionally(failure -> BatchResult.failed(givenKey, failure, traceId));
        } catch (RuntimeException e) {
            // Other items are under way: none of them is to be answered for by what this one met.
            return CompletableFuture.completedFuture(BatchResult.failed(givenKey, e, traceId));
        }
    }

    @PostMapping("/v1/purchases/{purchaseId}/cancel")
    PurchaseResource cancel(Caller caller, @PathVariable String purchaseId) {
        Moment moment = new Moment(clock.instant().truncatedTo(ChronoUnit.MILLIS), Source.API);
        Committed<Endings.Cancellation> committed =
                purchases.change(caller.requiring(SCOPE), purchaseId, purchase -> Endings.cancel(purchase, moment));
        Endings.Cancellation cancellation = committed.result();
        if (!cancellation.done()) {
            throw Problem.of(BillingProblem.NOT_CANCELLABLE, whyNotCancelled(cancellation.purchase()))
                    .asException();
        }
        return PurchaseResource.of(cancellation.purchase(), committed.version());
    }

    private static String whyNotCancelled(Purchase purchase) {
        return Endings.isChargedByItself(purchase)
                ? "A registered card is being charged for the purchase"
                : "The purchase is " + purchase.status();
    }

    private Client client(Caller caller) {
        caller.requiring(SCOPE);
        return new Client(
                new ServiceId(caller.service()), caller.clientId(), amountLimits.read(caller.amountLimitsJson()));
    }
}
