package io.coinslot.billing.delivery.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.coinslot.billing.catalog.ServiceId;
import io.coinslot.billing.delivery.DeliverySteps;
import io.coinslot.billing.purchase.Capture;
import io.coinslot.billing.purchase.PageOfPurchases;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.PurchaseLists;
import io.coinslot.billing.purchase.Tasks;
import io.coinslot.billing.purchase.Webhook;
import io.coinslot.billing.purchase.WebhookStatus;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.InputRules;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.security.Caller;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lists what games of all services have yet to grant, for operators. */
@RestController
final class OperatorDeliveryController {
    private static final String SCOPE = "operations:write";
    private static final int MOST_ITEMS = 200;
    private static final long USUAL_ITEMS = 50;

    private final PurchaseLists lists;

    OperatorDeliveryController(PurchaseLists lists) {
        this.lists = lists;
    }

    /**
     * A delivery as operators see it.
     *
     * @param paidAt when the market took the money
     * @param acknowledgeBy when the market gives it back by itself; null if it does not
     * @param overdue whether the game was told that it is late, of a delivery that was begun anew since then
     * @param webhook the newest message that asks for the delivery; null if the service polls
     */
    record OperatorDelivery(
            @JsonUnwrapped PendingDeliveryController.PendingDelivery delivery,
            String serviceId,
            @Nullable Instant paidAt,
            @Nullable Instant acknowledgeBy,
            boolean overdue,
            @Nullable WebhookLine webhook) {
        static OperatorDelivery of(Stored<Purchase> stored) {
            Purchase purchase = stored.state();
            Capture capture = purchase.payment().capture();
            return new OperatorDelivery(
                    PendingDeliveryController.PendingDelivery.of(stored),
                    purchase.serviceId().value(),
                    capture == null ? null : capture.capturedAt(),
                    capture == null ? null : capture.acknowledgeBy(),
                    // As long as the game is not told, the task that will tell it waits.
                    stored.tasks().stream().noneMatch(task -> task.kind().equals(Tasks.REPORT_OVERDUE)),
                    purchase.webhooks().stream()
                            .filter(DeliverySteps::asksForDelivery)
                            .max(Comparator.comparingInt(Webhook::number))
                            .map(WebhookLine::of)
                            .orElse(null));
        }
    }

    /** @param lastFailure of the newest attempt, unless it was answered 2xx */
    record WebhookLine(
            WebhookStatus status,
            int attempts,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String lastFailure) {
        static WebhookLine of(Webhook webhook) {
            return webhook.attempts().isEmpty()
                    ? new WebhookLine(webhook.status(), 0, null)
                    : new WebhookLine(
                            webhook.status(),
                            webhook.attempts().getLast().number(),
                            webhook.attempts().getLast().failure());
        }
    }

    @GetMapping("/v1/operations/deliveries")
    PageOfPurchases<OperatorDelivery> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String serviceId,
            @RequestParam(required = false) @Nullable Instant dueBefore,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Long limit) {
        if (!caller.requiring(SCOPE).administrator()) {
            throw Problem.of(
                            GeneralProblem.INSUFFICIENT_SCOPE,
                            "Only an administrator sees the deliveries of all services")
                    .asException();
        }
        String service = InputRules.optional(serviceId, "serviceId", InputRules.LONGEST_ID);
        int most = (int) InputRules.within(limit == null ? USUAL_ITEMS : limit, 1, MOST_ITEMS, "limit");
        return PageOfPurchases.of(
                lists.pendingDeliveries(
                        new PurchaseLists.Due(
                                service == null ? null : new ServiceId(service),
                                dueBefore == null ? null : InputRules.time(dueBefore, "dueBefore")),
                        PageOfPurchases.place(cursor),
                        most + 1),
                most,
                OperatorDelivery::of,
                stored -> new PurchaseLists.Place(
                        PendingDeliveryController.PendingDelivery.deadline(stored), stored.id()));
    }
}
